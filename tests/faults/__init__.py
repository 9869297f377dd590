"""Faults on the running daemon. Each is a class that attacks it, and ends with one statement: offered, acknowledged, found again, lost, alarms right.

`./torture` runs them at length, the files tests/faults_*_test.py in short. What the daemon must hold to is in statement.py and offers.py, how a fault is made in its own file.
"""
