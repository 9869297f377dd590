"""What an attack ends with: one line that says whether anything was lost, the same for every fault."""
import dataclasses


@dataclasses.dataclass
class Statement:
    """`offered`: what people and gateways asked to be kept; `acknowledged`: what the daemon said is kept; `lost`: what it said so of and no longer has. `seen`: figures of the fault."""

    fault: str
    offered: int
    acknowledged: int
    lost: list
    wrong_alarms: list
    seen: dict = dataclasses.field(default_factory=dict)
    complaints: list = dataclasses.field(default_factory=list)  # what else should not have been

    def __str__(self):
        alarms = "yes" if not self.wrong_alarms else "no"
        line = (f"{self.fault}: offered {self.offered}, acknowledged {self.acknowledged}, found again {self.acknowledged - len(self.lost)}, "
                f"lost {len(self.lost)} (must be 0), alarms right: {alarms}")
        if self.seen:
            line += "; " + ", ".join(f"{name} {value}" for name, value in self.seen.items())
        return line

    def faults(self):
        """Everything that makes the statement a bad one; empty when it is good."""
        found = [f"lost: {each}" for each in self.lost[:5]] + [f"alarm: {each}" for each in self.wrong_alarms[:5]] + self.complaints
        if self.acknowledged == 0:
            found.append("nothing was acknowledged, so nothing is shown")
        return found

    def held_by(self, case):
        """Of a unittest: prints the line, fails when it is not a good one."""
        print(f"\n{self}", flush=True)
        case.assertEqual([], self.faults(), str(self))
