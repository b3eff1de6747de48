"""The kernel as lab.py starts it, asked by a plain client: what the messaging protocol promises."""

import re
import time
from contextlib import contextmanager
from queue import Empty

import jupyter_kernel_test
import nbformat
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel
from jupyter_client.session import Session
from jupyter_core.utils import run_sync
from nbclient import NotebookClient

from tooling.page import verdict
from tooling.running import runs
from tooling.errors import LabError
from tooling.kernel.managers import QuietKernelManager

TIMEOUT = 60
FAILS = 'throw new IllegalStateException("meant to fail");'


class TestPublicSuite(jupyter_kernel_test.KernelTests):
    """The suite that is public for all kernels, as far as this one goes.

    Without a sample, so not asked: history, which a notebook is itself; a pager, for which the
    kernel has no documents; clear_output, which JJava has no call for.
    """

    kernel_name = "java"
    language_name = "Java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("told");'
    completion_samples = [{"text": "System.ou", "matches": {"out"}}]
    complete_code_samples = ["1", "int a = 1;", "for (int i = 0; i < 3; i++) {}"]
    incomplete_code_samples = ["for (int i = 0; i < 3; i++) {", "Math.max(1,"]
    # none for is_complete that is invalid: JShell looks at how code ends, not at what it says
    code_generate_error = FAILS
    code_execute_result = [{"code": "6 * 7", "result": "42"}]
    code_display_data = [{"code": 'display("<b>x</b>", "text/html");', "mime": "text/html"}]
    code_inspect_sample = "Math.max("

    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = start_new_kernel(kernel_name="java", startup_timeout=TIMEOUT)

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel(now=True)


class Client:
    """Sends requests without waiting, then gathers what came of them."""

    def __init__(self, kernel):
        self.kernel = kernel
        self.states, self.outputs, self.replies = {}, {}, {}

    def send(self, code, **options):
        """The id of the request."""
        return self.kernel.execute(code, **{"allow_stdin": False, **options})

    def hear(self, wanted, asked):
        """One message of each channel, as long as `wanted()` is false."""
        deadline = time.monotonic() + TIMEOUT
        while not wanted():
            assert time.monotonic() < deadline, (asked, self.states, self.replies)
            for get in (self.kernel.get_iopub_msg, self.kernel.get_shell_msg):
                try:
                    self._note(get(timeout=0.02))
                except Empty:
                    pass

    def _note(self, message):
        request, content = message["parent_header"].get("msg_id"), message["content"]
        if message["msg_type"] == "status":
            self.states[request] = content["execution_state"]
        elif message["msg_type"].endswith("_reply"):
            self.replies[request] = content
        elif message["msg_type"] != "execute_input":
            self.outputs.setdefault(request, []).append(message)

    def statuses(self, *requests):
        """What was replied to each, when all are answered and the kernel is idle behind each."""
        self.hear(
            lambda: all(r in self.replies and self.states.get(r) == "idle" for r in requests),
            requests,
        )
        return [self.replies[r]["status"] for r in requests]

    def run(self, code, **options):
        """Reply and outputs of one cell."""
        request = self.send(code, **options)
        self.statuses(request)
        return self.replies[request], [o["content"] for o in self.outputs.get(request, [])]

    def error(self, code, **options):
        """The error of one cell: in the reply and among the outputs the same."""
        reply, outputs = self.run(code, **{"stop_on_error": False, **options})
        assert reply["status"] == "error", (code, outputs)
        published = outputs[-1]
        assert [reply[k] for k in published] == list(published.values())
        return published

    def prints(self, code):
        """A cell that runs."""
        reply, outputs = self.run(code)
        assert reply["status"] == "ok", reply
        return "".join(o["text"] for o in outputs)

    def ask(self, channel, kind, **content):
        """Send a request that is none for execution; its id."""
        message = self.kernel.session.msg(kind, content)
        getattr(self.kernel, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def interrupt(self):
        """Press the stop button."""
        self.ask("control", "interrupt_request")


@contextmanager
def client_of(kernel):
    """A client of the kernel that a manager has still to start."""
    run_sync(kernel.start_kernel)()
    client = BlockingKernelClient(parent=kernel)
    client.load_connection_info(kernel.get_connection_info())
    client.start_channels()
    try:
        client.wait_for_ready(timeout=TIMEOUT)
        yield client
    finally:
        client.stop_channels()
        run_sync(kernel.shutdown_kernel)(now=True)


@pytest.fixture(scope="module")
def kernel():
    with client_of(QuietKernelManager(kernel_name="java")) as client:
        yield client


@pytest.fixture
def client(kernel):
    return Client(kernel)


def test_after_an_error_what_is_queued_is_aborted(client):
    good = client.send('System.out.println("before");')
    bad = client.send(f"Thread.sleep(200); {FAILS}")
    cells = [client.send(f"System.out.println({i});") for i in range(2)]
    info = client.kernel.kernel_info()
    cells.append(client.send('int after = 7; System.out.println("after");'))
    assert client.statuses(good, bad, *cells) == ["ok", "error", "aborted", "aborted", "aborted"]
    assert client.statuses(info) == ["ok"]
    assert not any(client.outputs.get(cell) for cell in cells)
    assert client.prints('System.out.println("next");') == "next\n"
    assert client.error("after")["ename"] == "CompilationException"


def test_after_an_interrupt_what_is_queued_is_aborted(client):
    slow = client.send("Thread.sleep(60_000);")
    cells = [client.send(f"System.out.println({i});") for i in range(4)]
    client.hear(lambda: client.states.get(slow) == "busy", "busy")
    time.sleep(0.5)
    client.interrupt()
    assert client.statuses(slow, *cells) == ["error"] + ["aborted"] * 4
    assert client.replies[slow]["ename"] == "EvaluationInterruptedException"
    assert not any(client.outputs.get(cell) for cell in cells)
    assert client.prints('System.out.println("next");') == "next\n"


def test_errors_that_do_not_stop_abort_nothing(client):
    bad = client.send(FAILS, stop_on_error=False)
    cells = [client.send(f"System.out.println({i});") for i in range(3)]
    assert client.statuses(bad, *cells) == ["error", "ok", "ok", "ok"]


def test_requests_that_come_while_an_error_is_told_are_aborted(client):
    """A page sends its cells one by one, and the first may fail at once."""
    cells = [client.send(FAILS)]
    for i in range(1, 20):
        time.sleep(0.1 if i == 1 else 0.02)
        cells.append(client.send(f"System.out.println({i});"))
    assert client.statuses(*cells) == ["error"] + ["aborted"] * 19


def test_who_has_seen_an_error_is_served(client):
    for i in range(3):
        bad = client.send(FAILS)
        client.hear(lambda bad=bad: client.outputs.get(bad), "the error")
        assert client.statuses(client.send(f"System.out.println({i});"), bad) == ["ok", "error"]


def test_an_interrupt_between_two_statements_is_not_lost(client):
    """Most of such a cell's time is the compiler's, which nothing interrupts."""
    many = client.send("\n".join(f"int a{i} = {i};" for i in range(400)))
    client.hear(lambda: client.states.get(many) == "busy", "busy")
    time.sleep(0.1)
    client.interrupt()
    assert client.statuses(many) == ["error"]
    assert client.replies[many]["ename"] == "EvaluationInterruptedException"
    assert client.prints('System.out.println("next");') == "next\n"


def test_a_cell_that_may_fail_is_followed_by_the_next():
    """As papermill and nbconvert run a cell with the tag raises-exception."""
    fails = nbformat.v4.new_code_cell(FAILS, metadata={"tags": ["raises-exception"]})
    follows = nbformat.v4.new_code_cell('System.out.println("followed");')
    nb = nbformat.v4.new_notebook(cells=[fails, follows])
    manager = {"kernel_manager_class": QuietKernelManager}
    NotebookClient(nb, kernel_name="java", timeout=TIMEOUT, **manager).execute()
    assert nb.cells[1].outputs[0].text == "followed\n"


def test_every_request_is_answered_with_a_status(client):
    requests = [
        client.ask("shell", "kernel_info_request"),
        client.ask("shell", "comm_info_request"),
        client.ask("shell", "history_request", hist_access_type="tail", n=3, raw=True, output=False),
        client.ask("shell", "is_complete_request", code="1"),
        client.ask("shell", "complete_request", code="Mat", cursor_pos=3),
        client.ask("shell", "inspect_request", code="Math.max(", cursor_pos=9, detail_level=0),
        client.ask("shell", "inspect_request", code="", cursor_pos=0, detail_level=0),
    ]
    assert set(client.statuses(*requests)) <= {"ok", "complete"}


def test_a_silent_request_is_not_told_to_others(client):
    request = client.send("6 * 7", silent=True)
    assert client.statuses(request) == ["ok"]
    assert not client.outputs.get(request)


def test_a_message_that_cannot_be_read_ends_nothing(client):
    stranger = Session(key=b"of another kernel")
    message = stranger.msg("execute_request", {"code": "1"})
    stranger.send(client.kernel.shell_channel.socket, message)
    assert client.prints('System.out.println("next");') == "next\n"


def test_an_error_of_the_kernels_thread_is_told_and_ends_nothing(client):
    text = "public String toString() { return toString(); }"
    told = client.error(f"class Endless {{ {text} }}\nnew Endless()")
    assert told["ename"] == "StackOverflowError"
    assert client.prints('System.out.println("next");') == "next\n"


def test_a_method_that_lacks_another_says_which(client):
    client.run("int twice(int x) { return lacking(x); }")
    told = client.error("twice(2)")
    assert told["evalue"] == "twice needs what is not defined: method lacking(int)"
    assert told["traceback"][0] == told["evalue"]
    client.run("int twice(int x) { return 2 * x; }")


READS = [
    "new Scanner(System.in).nextLine()",
    "System.in.read()",
    "new BufferedReader(new InputStreamReader(System.in)).readLine()",
    "System.console().readLine()",
    "var console = System.console();\nconsole.readLine()",
]


@pytest.mark.parametrize("code", READS)
def test_nobody_is_asked_where_nobody_is(client, code):
    assert "nobody can be asked in this run" in client.error(code)["evalue"]


def answer(client, request, text):
    """Answer what the cell asks."""
    question = client.kernel.get_stdin_msg(timeout=TIMEOUT)
    assert question["parent_header"]["msg_id"] == request
    client.kernel.input(text)


ASKS = "System.out.println(new Scanner(System.in).nextLine());"


def test_a_reader_is_asked(client):
    request = client.send(ASKS, allow_stdin=True)
    answer(client, request, "三")
    assert client.statuses(request) == ["ok"]
    assert client.outputs[request][0]["content"]["text"] == "三\n"
    told = client.error("System.console().readLine()", allow_stdin=True)
    assert "read from new Scanner(System.in)" in told["evalue"]


def test_a_question_that_was_interrupted_does_not_keep_the_next_waiting(client):
    first = client.send(ASKS, allow_stdin=True)
    client.kernel.get_stdin_msg(timeout=TIMEOUT)
    client.interrupt()
    assert client.statuses(first) == ["error"]
    client.kernel.input("too late")
    time.sleep(0.5)
    second = client.send(ASKS, allow_stdin=True)
    answer(client, second, "in time")
    assert client.statuses(second) == ["ok"]
    assert client.outputs[second][0]["content"]["text"] == "in time\n"


WIDE = [
    ("int a = 1；", 1, "；", ";"),
    ("int a = 1;\nint b = a，c = 2;", 2, "，", ","),
    ("System.out.println（1);", 1, "（", "("),
    ("System.out.println(1）;", 1, "）", ")"),
    ("// 第一行；\nint[] a = ｛1};", 2, "｛", "{"),
    ("int[] a = {1｝;", 1, "｝", "}"),
    ("int[] a = new int【3];", 1, "【", "["),
    ('/* “ */ String s = "；" + “a";', 1, "“", '"'),
    ('String s = "；\\" + "\nint a = 1；', 2, "；", ";"),
    ('String s = "abc”;', 1, "”", '"'),
    ("char c = ‘a';", 1, "‘", "'"),
    ("char c = 'a’;", 1, "’", "'"),
    ('String s = """\n  “；”\n  """；', 3, "；", ";"),
    ("int a ＝ 1;", 1, "＝", "="),
    ("if (true) ！false;", 1, "！", "!"),
    ("boolean b = true ？ true : false;", 1, "？", "?"),
    ("boolean b = true ? true ： false;", 1, "：", ":"),
    ("int a = 1。", 1, "。", "."),
    ("int　a = 1;", 1, "ideographic space", "a space"),
    ("ｉnt a = 1;", 1, "ｉ", "i"),
    ("boolean b = 1 ≤ 2;", 1, "≤", "<="),
    ('%classpath （没有）.jar\nint a = 1；', 2, "；", ";"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "line", "character", "instead"), WIDE)
def test_a_full_width_character_is_named(client, code, line, character, instead):
    told = client.error(code)
    assert told["traceback"][0].startswith(f"Line {line}: {character} "), told["traceback"]
    assert told["traceback"][0].endswith(f"; write {instead}")
    assert told["evalue"] == told["traceback"][0]


def test_what_is_written_in_strings_and_comments_is_no_mistake(client):
    code = '// ；\n/* （ */ String s = "，“”" + \'；\' + """\n  ：\n  """;\n'
    assert client.prints(f"{code}System.out.print(s);") == "，“”；：\n"
    told = client.error(f"{code}int a = ];")
    assert "Line" not in told["traceback"][0]


LAST_LINES = [
    'nndl.plot.Plot.of("Loss", "step", "loss").line("a", 1, 2)',
    'nndl.notebook.Rows.of("Rates", "rate").add(0.5).table()',
    "new org.ejml.simple.SimpleMatrix(new double[][] {{1, -2.5}})",
    'new nndl.notebook.Html("<b>bold</b>", "bold")',
    "new nndl.check.Checks(3).verdict()",
]


@pytest.mark.parametrize("code", LAST_LINES)
def test_a_result_shows_itself_as_show_does(client, code):
    """No set-up cell: the kernel knows the library, wherever a notebook lies."""
    _, result = client.run(code)
    _, shown = client.run(f"nndl.notebook.Notebook.show({code})")
    assert result[0]["data"] == shown[0]["data"]
    assert set(result[0]["data"]) - {verdict.CHECKS} == {"text/html", "text/plain"}
    assert (verdict.CHECKS in result[0]["data"]) == ("verdict" in code)
    assert "@" not in result[0]["data"]["text/plain"]


SETUP = """\
%classpath ../lib/target/nndl.jar
Class.forName("nndl.notebook.Notebook");
import nndl.notebook.*;
System.out.println(new Html("<i>a</i>", "a").text());"""


def copied(folder, *cells):
    """A notebook of these cells in a folder that nothing lies beside."""
    folder.mkdir(parents=True)
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nb.metadata["kernelspec"] = {"name": "java", "display_name": "Java", "language": "java"}
    nbformat.write(nb, folder / "副本.ipynb")
    return folder / "副本.ipynb"


def test_a_copy_that_lies_elsewhere_knows_the_library(lab, tmp_path):
    notebook = copied(tmp_path / "桌面" / "作业", SETUP)
    done = lab("run", notebook, "--out", tmp_path / "out.ipynb")
    assert done.returncode == 0, done.stderr
    assert nbformat.read(tmp_path / "out.ipynb", 4).cells[0].outputs[0].text == "a\n"


def test_without_the_library_a_kernel_starts_and_only_that_is_missing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # from where the relative path of the cell leads nowhere
    manager = QuietKernelManager(kernel_name="java")
    manager.kernel_spec.env["JJAVA_CLASSPATH"] = str(tmp_path / "no.jar")
    with client_of(manager) as kernel:
        client = Client(kernel)
        assert "nndl.notebook.Notebook" in client.error(SETUP)["evalue"]
        assert client.prints('System.out.println("next");') == "next\n"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("int a = 1;\nint b = a；", "Line 2: ； is a full-width semicolon (U+FF1B); write ;"),
        (READS[0], "This cell reads from the keyboard, and nobody can be asked in this run"),
    ],
)
def test_a_run_tells_the_cause_in_its_line(tmp_path, code, told):
    notebook = copied(tmp_path / "a", code)
    with pytest.raises(LabError, match=re.escape(f"副本: code cell 1 failed: {told}")):
        runs.execute(notebook)
