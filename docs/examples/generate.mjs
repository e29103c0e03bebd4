// A picture from words, as it is made: node generate.mjs "a fox that reads" fox.png
import { writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

const [prompt, file] = process.argv.slice(2);
const { HERBBIE_URL = "http://127.0.0.1:8000", HERBBIE_KEY = "" } = process.env;
const headers = HERBBIE_KEY ? { Authorization: `Bearer ${HERBBIE_KEY}` } : {};

let answer = await fetch(`${HERBBIE_URL}/api/v1/images/generate`, {
  method: "POST",
  headers: { ...headers, "Content-Type": "application/json", Prefer: "wait=100" },
  body: JSON.stringify({ prompt, size: "1024x1024" }),
});
let order = await answer.json();

// 202: it takes longer, or too many callers wait already. The picture is made all the same.
while (answer.status === 202 || ["waiting", "drawing"].includes(order.status)) {
  await pause(2000);
  answer = await fetch(order.status_url, { headers });
  order = await answer.json();
}
if (!answer.ok || !order.success) throw new Error(`${answer.status} ${order.error}: ${order.message}`);
await writeFile(file, Buffer.from(order.images[0].b64_json, "base64"));
