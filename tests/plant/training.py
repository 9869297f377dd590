"""Training, as people meet it through the interface: courses as records, reading, exams."""
from plant.films import use_films


def put(officer, kind, name, record):
    answer = officer.ask("PUT", f"/records/{kind}/{name}", {"reason": "培训", "record": record})
    assert answer.status in (200, 201), answer.body


def save_course(officer, name, questions=3, **more):
    """Two sections, and questions of which B is right."""
    record = {"name": "硫化氢防护", "kind": "daily", "hours": 4, "exam-questions": 2, "pass-percent": 80, "minutes": 20, "attempts": 2}
    put(officer, "course", name, {**record, **more})
    for i in (1, 2):
        put(officer, "course-section", f"{name}-{i}", {"course": name, "position": i, "title": f"第{i}节", "text": "只相信仪器。\n\n先报警，再救人。"})
    for i in range(questions):
        question = {"course": name, "text": f"第{i + 1}题：撤离方向是？", "kind": "single", "options": ["下风向", "上风向"], "right": ["B"], "why": "上风向。"}
        put(officer, "question", f"{name}-q{i + 1}", question)


def read_all(person, training):
    for section in person.get(f"/trainings/{training}")["content"]["sections"]:
        story = person.post(f"/trainings/{training}/read", {"section": section["id"], "seconds": 30})
    return story


def sit(person, training, right):
    """An exam with the right answers of `right`, by question; what it does not name is left out."""
    exam = person.post(f"/trainings/{training}/exam")["exams"][-1]
    answers = [{"question": each["id"], "chosen": right[each["id"]]} for each in exam["questions"] if each["id"] in right]
    return person.post(f"/trainings/{training}/exam/answers", {"answers": answers})


def use_trainings(test):
    """test: .worker (wang.qiang, operator), .officer (li.na, team lead)."""
    use_films(test)
    save_course(test.officer, "h2s", topics=["post:operator"])
    mine = test.worker.get("/trainings")["items"]
    test.assertEqual([(each["course"], each["because"], each["about"], each["state"]) for each in mine], [("h2s", "post", "operator", "reading")])
    training = mine[0]["id"]
    refused = test.worker.ask("POST", f"/trainings/{training}/exam")
    test.assertEqual(refused.status, 409, "nothing is read")
    test.assertEqual(test.officer.ask("POST", f"/trainings/{training}/read", {"section": "h2s-1"}).status, 403)
    test.assertEqual(read_all(test.worker, training)["state"], "ready")
    nobody_learns_the_answers(test, training)
    passed = sit(test.worker, training, {f"h2s-q{i}": ["B"] for i in (1, 2, 3)})
    test.assertEqual((passed["state"], passed["hours"], passed["best_percent"]), ("passed", 4, 100))
    test.assertEqual({tuple(each["right"]) for each in passed["exams"][-1]["questions"]}, {("B",)})
    asked = test.officer.ask("POST", "/trainings", {"person": "li.na", "course": "h2s", "reason": "复习"})
    test.assertEqual((asked.status, asked.body["because"], asked.body["assigned_by"]), (201, "asked", "li.na"))
    test.assertEqual(test.worker.ask("GET", f"/trainings/{asked.body['id']}").status, 403)
    test.assertEqual(test.worker.ask("GET", "/trainings?person=li.na").status, 403)
    gone = test.officer.post(f"/trainings/{asked.body['id']}/withdraw", {"reason": "已会"})
    test.assertEqual((gone["state"], gone["ended"]["end"], gone["ended"]["by"]), ("withdrawn", "by-person", "li.na"))
    test.assertEqual(len(test.officer.get("/trainings?which=over&course=h2s")["items"]), 2)
    hours = {each["person"]: each for each in test.officer.get("/training-hours")["items"]}
    test.assertEqual((hours["wang.qiang"]["hours"]["daily"], hours["wang.qiang"]["open"]), (4, 0))
    test.assertEqual([each["person"] for each in test.worker.get("/training-hours")["items"]], ["wang.qiang"])


def nobody_learns_the_answers(test, training):
    """While the exam runs, nothing that the person may ask says what is right."""
    story = test.worker.post(f"/trainings/{training}/exam")
    test.assertEqual(story["state"], "sitting")
    test.assertEqual({each["right"] for each in story["exams"][-1]["questions"]} | {each["why"] for each in story["exams"][-1]["questions"]}, {None})
    for path in ("/records/question", "/records/question/h2s-q1", "/records/question/h2s-q1/versions", "/sheets/question?format=json", "/journal?kind=record.saved"):
        answer = test.worker.ask("GET", path)
        test.assertNotIn('"right":', answer.raw.decode() if isinstance(answer.raw, bytes) else answer.raw, path)
    test.assertEqual(test.worker.ask("GET", "/records/question?field.right=B").status, 422)
    exam = test.worker.post(f"/trainings/{training}/exam/answers", {"answers": []})["exams"][-1]
    test.assertEqual((exam["right"], exam["percent"], exam["passed"]), (0, 0, False))
    told = [each["body"] for each in test.worker.get("/journal?kind=training.exam_finished")["items"]]
    test.assertNotIn("answers", told[0])
