"""Optional content: which layers of a file are switched off when it is opened."""

from dataclasses import dataclass, field

from minimise.formats.pdf import objects
from minimise.formats.pdf.objects import Thing


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers that a person opening the file does not see."""

    off: frozenset[tuple[int, int]] = field(default=frozenset())

    @classmethod
    def of(cls, root: Thing) -> "Layers":
        """Read the file's default configuration."""
        config = objects.sub(root, "/OCProperties", "/D")
        groups = {objects.identity(g) for g in objects.listed(objects.sub(root, "/OCProperties", "/OCGs"))}
        on = {objects.identity(g) for g in objects.listed(objects.entry(config, "/ON"))}
        off = {objects.identity(g) for g in objects.listed(objects.entry(config, "/OFF"))}
        if objects.name_of(objects.entry(config, "/BaseState")) == "OFF":
            off |= groups - on
        return cls(frozenset(off))

    def hides(self, mark: Thing) -> bool:
        """Say whether content under this layer, or this rule about layers, stays unseen."""
        if not objects.is_map(mark) or not self.off:
            return False
        if objects.name_of(objects.entry(mark, "/Type")) != "OCMD":
            return objects.identity(mark) in self.off
        members = objects.entry(mark, "/OCGs")
        every = [members] if objects.is_map(members) else objects.listed(members)
        states = [objects.identity(group) not in self.off for group in every]
        if not states:
            return False
        rule = objects.name_of(objects.entry(mark, "/P"))
        shown = {"AllOn": all(states), "AnyOff": not all(states), "AllOff": not any(states)}
        return not shown.get(rule, any(states))
