from octavo.core.organise.aliases import Aliases


def test_names_lead_to_one_label_and_stopped_ones_to_none() -> None:
    aliases = Aliases.of({"Covid": "Coronavirus", "Old name": "Gone"}, ["Panorama", "Gone"])
    assert aliases.label("COVID") == "Coronavirus"
    assert aliases.label("Weather") == "Weather"
    assert aliases.label("panorama") is None
    assert aliases.label("old name") is None


def test_an_empty_table_changes_nothing() -> None:
    assert Aliases().label("Weather") == "Weather"
