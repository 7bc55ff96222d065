"""The table of channels: complete, proved, and the same in the reference."""

from pathlib import Path

from minimise.formats.pdf.channels import channel_page, channel_proofs

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reference" / "pdf-channels.md"


def test_the_reference_shows_the_table_as_it_is() -> None:
    assert PAGE.read_text("utf-8") == channel_page()


def test_every_channel_names_a_test_that_exists() -> None:
    tests = "\n".join(path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))

    assert len(channel_proofs()) == 30
    assert not [proof for proof in channel_proofs() if f"def {proof}(" not in tests]
