"""What GET /metrics tells Prometheus, number by number."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from coloring import facts, metrics, pictures
from coloring.engines.base import EngineUnpaid
from coloring.models import Alert, Attempt, Export, Pace, Spending, WorkerBeat
from coloring.models.owners import random_id
from tests import factories

pytestmark = pytest.mark.django_db

TOKEN = "a-token-of-this-test"


@pytest.fixture(autouse=True)
def opened(settings):
    settings.METRICS_TOKEN = TOKEN
    settings.DAILY_BUDGET_MICRO_USD = None
    cache.clear()


@pytest.fixture
def numbers(client):
    """Every number as a parser of Prometheus reads it: (name, labels) to value, herbbie_ left out."""

    def read():
        cache.clear()
        text = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
        samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
        return {
            (sample.name.removeprefix("herbbie_"), *sorted(sample.labels.values())): sample.value
            for sample in samples
        }

    return read


def ago(**time):
    return timezone.now() - timedelta(**time)


def attempt(**fields):
    return Attempt.objects.create(token=random_id(), **fields)


# --- who may read them


@pytest.mark.parametrize(
    "shown", ["", TOKEN, f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer ", f"Basic {TOKEN}", "Bearer é"]
)
def test_without_the_token_there_is_no_such_address(client, shown):
    assert client.get("/metrics", headers={"authorization": shown} if shown else {}).status_code == 404


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer"])
def test_without_a_token_in_the_settings_nothing_opens_it(client, settings, shown):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": shown}).status_code == 404


def test_an_account_opens_nothing(owner):
    assert owner.get("/metrics").status_code == 404


def test_numbers_are_text_that_nobody_stores(client):
    response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain; version=")
    assert response["Cache-Control"] == "no-store"


def test_numbers_cost_a_handful_of_queries_however_many_rows_there_are(client, django_assert_num_queries):
    for _ in range(10):
        factories.ready_page()
        attempt(engine="openai", outcome="ready", steps={"drawing": 1.0})
    shown = {"authorization": f"Bearer {TOKEN}"}
    with django_assert_num_queries(18):
        client.get("/metrics", headers=shown)
    with django_assert_num_queries(0):
        client.get("/metrics", headers=shown)


# --- the numbers


def test_empty_site_has_numbers_too(numbers):
    found = numbers()
    assert found["queue_pages", "waiting"] == found["queue_oldest_seconds",] == found["workers",] == 0
    assert found["storage_up",] == 1
    assert found["info", "0.1.0", "files", "offline"] == 1
    assert found["process_resident_memory_bytes",] > 10_000_000


def test_queue_is_counted_and_its_oldest_page_aged(numbers):
    factories.page(created_at=ago(seconds=90))
    factories.page()
    factories.page(state="drawing", created_at=ago(hours=2))
    found = numbers()
    assert (found["queue_pages", "waiting"], found["queue_pages", "drawing"]) == (2, 1)
    assert 90 <= found["queue_oldest_seconds",] < 120


def test_pages_of_a_day_are_counted_by_state_engine_and_problem(numbers):
    factories.ready_page(seconds=4)
    factories.ready_page(seconds=50, engine="openai")
    factories.ready_page(problem="busy", seconds=None)
    factories.page(state="failed", problem="refused")
    factories.ready_page(due_at=ago(hours=25))
    found = numbers()
    assert found["pages_1d", "", "offline", "ready"] == 1
    assert found["pages_1d", "", "openai", "ready"] == 1
    assert found["pages_1d", "busy", "offline", "ready"] == 1
    assert found["pages_1d", "", "failed", "refused"] == 1
    assert sum(value for key, value in found.items() if key[0] == "pages_1d") == 4
    assert found["page_seconds_1d_bucket", "2.0", "offline"] == 0
    assert found["page_seconds_1d_bucket", "5.0", "offline"] == 1
    assert found["page_seconds_1d_bucket", "30.0", "openai"] == 0
    assert found["page_seconds_1d_sum", "openai"] == 50


def test_images_are_counted_beside_pages(numbers):
    factories.image(created_at=ago(hours=3))
    factories.image(state="drawing")
    factories.ready_image(seconds=40)
    factories.image(state="failed", problem="refused", engine="xai")
    factories.ready_image(due_at=ago(hours=25))
    found = numbers()
    assert (found["queue_images", "waiting"], found["queue_images", "drawing"]) == (1, 1)
    assert 10_800 <= found["queue_images_oldest_seconds",] < 10_900
    assert found["queue_pages", "waiting"] == found["queue_oldest_seconds",] == 0
    assert found["images_1d", "", "openai", "ready"] == 1
    assert found["images_1d", "failed", "refused", "xai"] == 1
    assert sum(value for key, value in found.items() if key[0] == "images_1d") == 2
    assert found["image_seconds_1d_sum", "openai"] == 40
    assert not [key for key in found if key[0] == "pages_1d"]


def test_pages_that_were_reported_are_counted(numbers):
    factories.ready_page(hidden_at=ago(days=3))
    factories.ready_page()
    assert numbers()["pages_hidden",] == 1


def test_attempts_of_a_day_are_counted_by_how_they_ended(numbers):
    attempt(engine="openai", outcome="ready")
    attempt(engine="openai", outcome="waited", problem="busy")
    attempt(engine="offline", outcome="ready", problem="busy")
    attempt(outcome="died")
    attempt()
    attempt(engine="openai", outcome="ready", started_at=ago(hours=25))
    found = numbers()
    assert found["attempts_1d", "", "openai", "ready"] == 1
    assert found["attempts_1d", "busy", "openai", "waited"] == 1
    assert found["attempts_1d", "", "", "died"] == found["attempts_1d", "", "", "running"] == 1
    assert found["busy_1d",] == 2


def test_seconds_of_steps_are_sorted_into_buckets(numbers):
    attempt(engine="openai", outcome="ready", steps={"drawing": 18.0, "cleaning": 0.2})
    attempt(engine="openai", outcome="ready", steps={"drawing": 130.0})
    attempt(engine="openai", outcome="ready", steps={"drawing": 1.0}, started_at=ago(hours=25))
    found = numbers()
    drawing = {
        key[1]: value for key, value in found.items() if key[0].endswith("_bucket") and "drawing" in key
    }
    assert (drawing["10.0"], drawing["20.0"], drawing["120.0"], drawing["+Inf"]) == (0, 1, 1, 2)
    assert found["step_seconds_1d_sum", "drawing", "openai"] == 148
    assert found["step_seconds_1d_count", "drawing", "openai"] == 2
    assert found["step_seconds_1d_bucket", "0.5", "cleaning", "openai"] == 1


def test_money_of_today_and_of_all_days_is_told(numbers, settings):
    settings.DAILY_BUDGET_MICRO_USD = 2_500_000
    attempt(engine="openai", outcome="ready", cost_micro_usd=36_000)
    attempt(engine="openai", outcome="waited", cost_micro_usd=400)
    attempt(engine="offline", outcome="ready", problem="lost", cost_micro_usd=50_000)
    attempt(engine="openai", cost_micro_usd=9_000_000, started_at=ago(days=2))
    Spending.objects.create(day=timezone.localdate(), micro_usd=90_000)
    Spending.objects.create(day=timezone.localdate() - timedelta(days=2), micro_usd=9_000_000)
    found = numbers()
    assert found["cost_today_dollars", "openai"] == pytest.approx(0.0364)
    assert found["cost_today_dollars", "offline"] == pytest.approx(0.05)
    assert found["spent_today_dollars",] == pytest.approx(0.09)
    assert found["spent_dollars",] == pytest.approx(9.09)
    assert found["budget_dollars",] == 2.5


def test_site_without_a_budget_names_none(numbers):
    assert ("budget_dollars",) not in numbers()


def test_workers_count_while_they_are_seen(numbers):
    WorkerBeat.objects.create(worker="here:1", seen_at=timezone.now())
    WorkerBeat.objects.create(worker="there:1", seen_at=ago(minutes=1))
    assert numbers()["workers",] == 1


def test_exports_and_alerts_are_counted_by_what_they_are(numbers):
    Export.objects.create(user=factories.user())
    Export.objects.create(user=factories.user(), state="ready")
    Alert.objects.create(kind="late", sent_at=timezone.now())
    found = numbers()
    assert (found["exports", "waiting"], found["exports", "ready"], found["alerts", "late"]) == (1, 1, 1)


def test_services_in_need_of_a_hand_are_told(numbers, settings):
    settings.OPENAI_IMAGE_MODELS = ("gpt-image-0",)
    assert numbers()["out_of_money",] == 0
    facts.note("openai", EngineUnpaid("no credit"))
    facts.retired("openai", "gpt-image-0")
    pace = Pace.objects.create(engine="xai", closed_until=timezone.now() + timedelta(seconds=30))
    for seconds, taken in ((1, True), (59, True), (62, True), (1, False)):
        pace.turns.create(at=ago(seconds=seconds), taken=taken)
    facts.ending("openai", {"gpt-image-1-mini": timezone.localdate() + timedelta(days=10)})
    found = numbers()
    assert found["out_of_money",] == found["model_retired", "gpt-image-0"] == 1
    assert found["model_days_left", "gpt-image-1-mini"] == 10
    assert found["service_asked_1m", "xai"] == 2
    assert 20 < found["service_closed_seconds", "xai"] <= 30


def test_storage_that_does_not_work_is_told(numbers, monkeypatch):
    monkeypatch.setattr(type(pictures.store()), "works", lambda self: False)
    assert numbers()["storage_up",] == 0


def test_no_number_names_anybody(client, numbers):
    who = factories.user(email="lea.martin@example.org")
    page = factories.ready_page(user=who, theme="une licorne", child_name="Léa")
    WorkerBeat.objects.create(worker="secret-host:7", seen_at=timezone.now())
    cache.clear()
    text = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    for private in ("licorne", "Léa", "martin", page.public_id, page.picture, "secret-host"):
        assert private not in text


def test_guide_names_every_number_and_no_other(settings):
    settings.DAILY_BUDGET_MICRO_USD = 1
    guide = (settings.BASE_DIR / "docs" / "monitoring.md").read_text()
    documented = set(re.findall(r"^\| `(herbbie_\w+)`", guide, re.MULTILINE))
    assert documented == {family.name for family in metrics.Rows().collect()}
