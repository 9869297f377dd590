"""torture [NAME…] [--minutes N] [--short] [--list]: attacks the real daemon for as long as it takes, and prints what each fault ended with.

Without a name every fault in its long form, one after the other; `soak` only when it is named, for --minutes (120). Exit status 1: something was lost, or went otherwise than it may.
"""
import argparse
import sys
import time
import traceback

from faults import catalogue


def statement_of(name, minutes, form):
    if name == "soak":
        return catalogue.soak(minutes)
    return catalogue.short(name) if form == "short" else catalogue.long(name)


def main():
    parser = argparse.ArgumentParser(prog="torture", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--minutes", type=float, default=120, help="of the soak")
    parser.add_argument("--short", action="store_const", const="short", dest="form", default="long", help="the form that ./test runs")
    parser.add_argument("--list", action="store_true", help="the names")
    wishes = parser.parse_args()
    if wishes.list:
        print("\n".join([*catalogue.FAULTS, "soak"]))
        return 0
    if unknown := [name for name in wishes.names if name != "soak" and name not in catalogue.FAULTS]:
        parser.error(f"no fault is named {', '.join(unknown)}; --list names them")
    bad = 0
    for name in wishes.names or catalogue.FAULTS:
        began = time.monotonic()
        try:
            statement = statement_of(name, wishes.minutes, wishes.form)
            complaints = statement.faults()
            print(f"{statement} ({time.monotonic() - began:.0f} s)", flush=True)
        except Exception:
            complaints = [f"{name} broke off:\n{traceback.format_exc()}"]
        for complaint in complaints:
            print(f"  {complaint}", flush=True)
        bad += bool(complaints)
    print(f"{bad} faults ended badly" if bad else "nothing was lost")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
