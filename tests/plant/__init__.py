"""A plant for black-box tests: a small site, a real Mosquitto, the real davyd, devices that speak MQTT, and a cable that can be cut.

Everything is on 127.0.0.1 on free ports, in a temporary folder of its own, and is ended by its own process id.
"""
