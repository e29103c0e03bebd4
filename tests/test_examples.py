"""What docs/ gives to programmers runs as it stands: the examples, and the calls of the n8n workflows."""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import uuid

import httpx2
import pytest
from PIL import Image

from scripts.live import ROOT, Site
from tests.rehearsal import Rehearsal

EXAMPLES = ROOT / "docs" / "examples"


@pytest.fixture(scope="module")
def service():
    with Rehearsal() as service:
        yield service


@pytest.fixture(scope="module")
def site(tmp_path_factory, service):
    key = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": service.url}
    with Site(tmp_path_factory.mktemp("site"), **key) as site:
        yield site


@pytest.fixture(scope="module")
def key(site):
    """A key of an account of the running site."""
    return site.made_key()


@pytest.fixture
def pictures(tmp_path):
    """Two pictures to draw from."""
    for name, colour in (("soap.png", "teal"), ("cup.png", "orange")):
        Image.new("RGB", (256, 256), colour).save(tmp_path / name)
    return tmp_path


def run(site, key, folder, *command):
    """What a programmer types in the folder of their pictures."""
    mine = {"HERBBIE_URL": site.url, "HERBBIE_KEY": key, "PATH": os.environ["PATH"]}
    done = subprocess.run(command, cwd=folder, env=mine, capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-500:]


def is_picture(file):
    with Image.open(file) as image:
        image.load()
        return image.size == (1024, 1024)


def needs(program):
    if not (found := shutil.which(program)):
        pytest.skip(f"{program} is not installed")
    return found


def prompt():
    """Words that nobody asked for before: the same ones would be answered from what was drawn."""
    return f"a fox that reads {uuid.uuid4().hex}"


def test_curl_generates_a_picture(site, key, tmp_path):
    needs("curl")
    run(site, key, tmp_path, needs("sh"), str(EXAMPLES / "generate.sh"), prompt(), "fox.png")
    assert is_picture(tmp_path / "fox.png")


def test_curl_edits_a_picture(site, key, service, pictures):
    needs("curl")
    run(site, key, pictures, needs("sh"), str(EXAMPLES / "edit.sh"), "soap.png", prompt(), "new.png")
    assert is_picture(pictures / "new.png")
    assert service.journal[-1].path.endswith("/images/edits")


def test_javascript_generates_a_picture(site, key, tmp_path):
    run(site, key, tmp_path, needs("node"), str(EXAMPLES / "generate.mjs"), prompt(), "fox.png")
    assert is_picture(tmp_path / "fox.png")


def test_python_draws_from_several_references(site, key, service, pictures):
    words = [prompt(), "basket.png", "soap.png", "cup.png"]
    run(site, key, pictures, sys.executable, str(EXAMPLES / "references.py"), *words)
    assert is_picture(pictures / "basket.png")
    assert len(service.journal[-1].images) == 2


def test_openai_package_is_served(site, key, service, tmp_path):
    words = [prompt(), "fox.png", "rainbow.png"]
    run(site, key, tmp_path, sys.executable, str(EXAMPLES / "with_openai_sdk.py"), *words)
    assert is_picture(tmp_path / "fox.png")
    assert is_picture(tmp_path / "rainbow.png")
    assert [call.path.rsplit("/")[-1] for call in service.journal[-2:]] == ["generations", "edits"]


class Workflow:
    """The little of n8n that our workflows use: expressions that name a node, a field or a variable."""

    def __init__(self, name, **environment):
        told = json.loads((ROOT / "docs" / "n8n" / name).read_text())
        self.nodes = {node["name"]: node for node in told["nodes"]}
        self.connections, self.environment, self.json = told["connections"], environment, {}
        wishes = self.nodes["Wish"]["parameters"]["assignments"]["assignments"]
        self.wish = {wish["name"]: self.read(wish["value"]) for wish in wishes}

    def read(self, text):
        if not text.startswith("="):
            return text
        return re.sub(r"\{\{ (.*?) \}\}", lambda found: str(self.value(found[1])), text[1:])

    def value(self, expression):
        if found := re.fullmatch(r"\$env\.(\w+)(?: \|\| '(.*)')?", expression):
            return self.environment.get(found[1]) or found[2]
        if found := re.fullmatch(r"(?:\$json|\$\('Wish'\)\.item\.json)\.(\w+)", expression):
            return self.wish[found[1]]
        if expression == "$execution.id":
            return uuid.uuid4().hex
        given = re.fullmatch(r"JSON\.stringify\(\{(.*)\}\)", expression)
        assert given, expression
        fields = re.findall(r"(\w+): (?:\$json\.(\w+)|'([^']*)')", given[1])
        return json.dumps({name: self.wish[field] if field else text for name, field, text in fields})

    def call(self, node, picture=b""):
        """Send what this HTTP node sends."""
        asked = self.nodes[node]["parameters"]
        headers = {one["name"]: self.read(one["value"]) for one in asked["headerParameters"]["parameters"]}
        if asked.get("contentType") != "multipart-form-data":
            headers["Content-Type"] = "application/json"
            sent = {"content": self.read(asked["jsonBody"])}
        else:
            parts = asked["bodyParameters"]["parameters"]
            sent = {
                "data": {one["name"]: self.read(one["value"]) for one in parts if "value" in one},
                "files": {one["name"]: picture for one in parts if "inputDataFieldName" in one},
            }
        return httpx2.request(asked["method"], self.read(asked["url"]), headers=headers, timeout=110, **sent)


@pytest.mark.parametrize(("name", "node"), [("generate.json", "Generate"), ("edit.json", "Edit")])
def test_workflow_calls_what_is_there_and_unpacks_what_comes(name, node, site, key, pictures):
    workflow = Workflow(name, HERBBIE_URL=site.url, HERBBIE_KEY=key, PICTURE_URL="http://127.0.0.1/x.png")
    answer = workflow.call(node, (pictures / "cup.png").read_bytes())
    assert answer.status_code == 200, answer.text
    unpacked = workflow.nodes["Picture"]["parameters"]
    assert unpacked["sourceProperty"] == "images[0].b64_json"
    assert is_picture(io.BytesIO(base64.b64decode(answer.json()["images"][0]["b64_json"])))


@pytest.mark.parametrize("name", ["generate.json", "edit.json"])
def test_workflow_is_connected_from_end_to_end(name):
    workflow = Workflow(name)
    reached, node = ["Start"], "Start"
    while node in workflow.connections:
        node = workflow.connections[node]["main"][0][0]["node"]
        reached.append(node)
    assert sorted(reached) == sorted(workflow.nodes)
    assert reached[-1] == "Picture"
