"""Everything of an account to take home: whole, in parts, whoever dies, and for nobody else."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from coloring import exporting, leftovers, parcels, pictures, readable
from coloring.models import Batch, Export, Image, Order, Page
from coloring.reconciler import Reconciler
from tests import factories

pytestmark = pytest.mark.django_db


def ask(client):
    return client.post(reverse("coloring:ask_export"))


def packed(client):
    ask(client)
    exporting.pack_due()
    return Export.objects.get(user=client.user)


def fetch(client, export, number=1):
    return client.get(reverse("coloring:export_file", args=[export.public_id, number]))


def opened(answer):
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def all_parts(client, export):
    return [opened(fetch(client, export, number + 1)) for number in range(len(export.files))]


@pytest.fixture
def small_parts(monkeypatch):
    """Room for two pictures in each part."""
    monkeypatch.setattr(exporting, "PART_BYTES", 2 * len(factories.line_art()) + 6000)


def test_export_holds_every_page_with_its_picture_and_what_is_known_of_it(owner, stranger):
    mine = factories.ready_page(user=owner.user, theme="Licorne à Noël", child_name="Zoé")
    waiting = factories.page(user=owner.user, theme="dragon")
    factories.ready_page(user=stranger.user, theme="not mine")
    [parcel] = all_parts(owner, packed(owner))
    told = json.loads(parcel.read("pages.json"))
    assert [page["id"] for page in told] == [mine.public_id, waiting.public_id]
    assert (told[0]["theme"], told[0]["child_name"]) == ("Licorne à Noël", "Zoé")
    assert told[0]["picture"].endswith(f"_licorne-a-noel_{mine.public_id}.png")
    assert parcel.read(told[0]["picture"]) == pictures.read(mine.picture)
    assert told[1]["picture"] is None
    account = json.loads(parcel.read("account.json"))
    assert account["email"] == owner.user.email
    assert account["pages"] == {"ready": 1, "waiting": 1}
    readme = parcel.read("README.txt").decode()
    assert "pages.json" in readme
    assert "not mine" not in "".join(parcel.read(name).decode("latin-1") for name in parcel.namelist())


def test_export_of_an_empty_account_is_a_file_too(owner):
    [parcel] = all_parts(owner, packed(owner))
    assert json.loads(parcel.read("pages.json")) == []


def test_picture_that_is_lost_or_hidden_leaves_the_rest_whole(owner):
    lost = factories.ready_page(user=owner.user)
    pictures.delete(lost.picture)
    factories.ready_page(user=owner.user, hidden_at=timezone.now())
    [parcel] = all_parts(owner, packed(owner))
    assert [page["picture"] for page in json.loads(parcel.read("pages.json"))] == [None, None]


def test_no_secret_of_the_machinery_is_told(owner):
    page = factories.page(user=owner.user, charged_to="user:1", claim_token="t" * 32)
    told = readable.page(page, None)
    assert not readable.MACHINERY & set(told) - {"id"}
    assert told["id"] == page.public_id


def test_whatever_hangs_on_what_is_told_is_told_as_well_or_left_out_for_a_reason():
    related = {
        relation.related_model._meta.label
        for model in (User, Page, Batch, Order, Image)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }
    assert related - {"coloring.Page", "coloring.Order", "coloring.Image"} <= set(readable.LEFT_OUT)


def test_large_export_comes_in_parts_and_no_page_is_left_out_or_twice(owner, small_parts):
    pages = [factories.ready_page(user=owner.user) for _ in range(5)]
    export = packed(owner)
    parts = all_parts(owner, export)
    assert len(parts) == 3
    told = [page["id"] for part in parts for page in json.loads(part.read("pages.json"))]
    assert told == [page.public_id for page in pages]
    assert max(file["bytes"] for file in export.files) <= exporting.PART_BYTES + 4000
    assert [file["bytes"] for file in export.files] == [
        len(fetch(owner, export, number).getvalue()) for number in (1, 2, 3)
    ]


def test_worker_that_dies_is_followed_by_one_that_goes_on_where_it_stopped(owner, small_parts, monkeypatch):
    pages = [factories.ready_page(user=owner.user) for _ in range(5)]
    ask(owner)

    class Killed(BaseException):
        pass

    def die(file, saved=parcels.save):
        if Export.objects.get().files:
            raise Killed
        return saved(file)

    with monkeypatch.context() as patch:
        patch.setattr(parcels, "save", die)
        with pytest.raises(Killed):
            exporting.pack_due()
    first = Export.objects.get().files
    assert len(first) == 1
    exporting.pack_due()
    assert Export.objects.get().state == "packing"  # its lease is alive
    Export.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    exporting.pack_due()
    export = Export.objects.get()
    assert export.state == "ready"
    assert export.files[:1] == first
    told = [page["id"] for part in all_parts(owner, export) for page in json.loads(part.read("pages.json"))]
    assert told == [page.public_id for page in pages]


def test_worker_that_lost_its_claim_writes_nothing_more_and_leaves_no_file(owner, own_folders, monkeypatch):
    factories.ready_page(user=owner.user)
    ask(owner)
    pages = len(list(own_folders.iterdir()))
    slow = Export.objects.claim()
    Export.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    quick = Export.objects.claim()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda call, **_: call())
        exporting.pack(slow)
    assert len(list(own_folders.iterdir())) == pages
    exporting.pack(quick)
    assert len(all_parts(owner, Export.objects.get(state="ready"))) == 1


def test_store_that_is_away_is_asked_again_later_and_not_for_ever(owner, monkeypatch):
    def away(file):
        raise OSError("away")

    monkeypatch.setattr(parcels, "save", away)
    ask(owner)
    for _ in range(exporting.MOST_ATTEMPTS):
        exporting.pack_due()
        assert Export.objects.get().state == "packing"
        assert Export.objects.get().lease_until > timezone.now() + timedelta(seconds=30)
        Export.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    exporting.pack_due()
    assert Export.objects.get().state == "failed"
    text = owner.get(reverse("coloring:export"), headers={"accept-language": "en"}).content.decode()
    assert "Packing did not work out" in text


def test_second_wish_joins_the_first_and_a_later_one_replaces_it(owner):
    ask(owner)
    ask(owner)
    assert Export.objects.count() == 1
    exporting.pack_due()
    first = Export.objects.get()
    ask(owner)
    assert Export.objects.get().pk != first.pk


def test_reconciler_has_it_packed_and_keeps_its_lease_alive(owner, monkeypatch):
    started = []
    monkeypatch.setattr(exporting, "start", lambda: started.append(True))
    reconciler = Reconciler()
    reconciler.draining = True
    reconciler.pack()
    assert started == []
    reconciler.draining = False
    reconciler.pack()
    assert started == [True]
    ask(owner)
    claimed = Export.objects.claim()
    Export.objects.update(lease_until=timezone.now())
    with exporting.leases.held(claimed.claim_token):
        Reconciler().renew_leases()
    assert Export.objects.get().lease_until > timezone.now() + timedelta(seconds=30)


@pytest.mark.django_db(transaction=True)
def test_files_go_with_their_export_and_with_their_user(owner, own_folders):
    packed(owner)
    owner.post(reverse("coloring:drop_export"))
    assert not list(own_folders.iterdir())
    packed(owner)
    owner.user.delete()
    assert not list(own_folders.iterdir())


def test_files_that_no_export_names_are_swept(owner, own_folders, monkeypatch):
    export = packed(owner)
    orphan = parcels.save(io.BytesIO(b"zip"))
    parcels.sweep()
    assert (own_folders / orphan).exists()  # a worker may be about to name it
    monkeypatch.setattr(leftovers, "ORPHAN_SECONDS", -5)
    parcels.sweep()
    assert [file.name for file in own_folders.iterdir()] == [export.files[0]["name"]]


def test_export_is_for_its_user_alone(owner, stranger, visitor):
    export = packed(owner)
    assert fetch(stranger, export).status_code == 404
    assert fetch(visitor, export).status_code == 302
    for number in (0, 2, 99):
        assert fetch(owner, export, number).status_code == 404
    stranger.post(reverse("coloring:drop_export"))
    answer = fetch(owner, export)
    assert answer["Content-Type"] == "application/zip"
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert export.public_id not in stranger.get(reverse("coloring:export")).content.decode()


def test_part_whose_file_is_gone_is_not_there(owner):
    export = packed(owner)
    pictures.delete(export.files[0]["name"])
    assert fetch(owner, export).status_code == 404


@pytest.mark.parametrize("name", ["export", "export_state", "ask_export", "drop_export"])
def test_visitor_is_asked_to_log_in(visitor, name):
    for answer in (visitor.get(reverse(f"coloring:{name}")), visitor.post(reverse(f"coloring:{name}"))):
        assert answer.status_code == 405 or answer.url.startswith(reverse("accounts:login"))


def test_screen_asks_again_until_it_is_packed(owner):
    def shown(name="export_state"):
        return owner.get(reverse(f"coloring:{name}")).content.decode()

    assert "hx-get" not in shown()
    ask(owner)
    assert "hx-get" in shown()
    assert '<noscript><meta http-equiv="refresh"' in shown("export")
    exporting.pack_due()
    assert "hx-get" not in shown()
    assert reverse("coloring:export_file", args=[Export.objects.get().public_id, 1]) in shown("export")
