"""One picture from several: python references.py "a gift basket" basket.png soap.png cup.png"""

import base64
import os
import sys

import httpx2

URL = os.environ.get("HERBBIE_URL", "http://127.0.0.1:8000")
KEY = os.environ.get("HERBBIE_KEY", "")

prompt, target, *pictures = sys.argv[1:]
sent = []
for picture in pictures:
    with open(picture, "rb") as file:
        sent.append(base64.b64encode(file.read()).decode())

answer = httpx2.post(
    f"{URL}/api/v1/images/generate-from-references",
    json={"prompt": prompt, "images_base64": sent},
    headers={"Prefer": "wait=100"} | ({"Authorization": f"Bearer {KEY}"} if KEY else {}),
    timeout=120,
)
order = answer.json()
if not order["success"]:
    sys.exit(f"{answer.status_code} {order['error']}: {order['message']}")
with open(target, "wb") as file:
    file.write(base64.b64decode(order["images"][0]["b64_json"]))
print(f"{target}: drawn by {order['model']} for ${order['cost_usd']:.4f}")
