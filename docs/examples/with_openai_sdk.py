"""The same by the openai package: python with_openai_sdk.py "a fox that reads" fox.png rainbow.png"""

import base64
import os
import sys
import uuid

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("HERBBIE_URL", "http://127.0.0.1:8000") + "/api/v1",
    api_key=os.environ["HERBBIE_KEY"],
    max_retries=2,  # the same key each time: Herbbie draws, and pays, once
    timeout=120,
)


def save(answer, name):
    with open(name, "wb") as file:
        file.write(base64.b64decode(answer.data[0].b64_json))


prompt, first, second = sys.argv[1:]
drawn = client.images.generate(
    model="gpt-image-1-mini",
    prompt=prompt,
    size="1024x1024",
    quality="high",
    extra_headers={"Idempotency-Key": str(uuid.uuid4())},
)
save(drawn, first)

with open(first, "rb") as picture:
    changed = client.images.edit(
        model="gpt-image-1-mini",
        image=picture,
        prompt="Put a rainbow into the sky",
        extra_headers={"Idempotency-Key": str(uuid.uuid4())},
    )
save(changed, second)
