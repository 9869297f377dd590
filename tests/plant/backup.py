"""What tests/api_test.py does with backups: here none is made; tests/backup_test.py makes some."""

TRIED_BY_BACKUP_TEST = {("post", "/backup"), ("post", "/data-key")}


def use_backup(test):
    state = test.admin.get("/backup")
    test.assertEqual((state["sealed"], state["where"], state["doing"]), (True, None, "nothing"))
    refused = test.admin.ask("POST", "/backup", {"what": "backup"})
    test.assertEqual(refused.status, 409)
