"""Starts one kernel and lets it do in short what notebooks do; kernelspec.py runs this."""

import sys

import nbformat
from nbclient import NotebookClient

from tooling.kernel.managers import QuietKernelManager

CELLS = (
    "%classpath ../lib/target/nndl.jar\n"
    "import java.util.function.*;\nimport java.util.stream.*;\n"
    "import nndl.check.*;\nimport nndl.linalg.*;\nimport nndl.loss.*;\nimport nndl.nn.*;\n"
    "import nndl.notebook.*;\nimport nndl.optim.*;\nimport nndl.plot.*;\nimport nndl.random.*;\n"
    "import nndl.train.*;\nimport org.ejml.simple.SimpleMatrix;\n"
    "import static nndl.notebook.Notebook.show;",
    "SimpleMatrix X = new SimpleMatrix(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});\n"
    "SimpleMatrix T = new SimpleMatrix(new double[][] {{0}, {1}, {1}, {0}});\n"
    "IntFunction<Sequential> start = i -> Sequential.mlp(new int[] {2, 3, 1}, new Relu(),\n"
    "    Initializer.heNormal(), Seeds.generator(Seeds.derive(1, i)));\n"
    "List<History> runs = IntStream.range(0, 3).mapToObj(i ->\n"
    "    new Trainer(new SquaredError(), new Adam(0.01), 50).fit(start.apply(i), X, T)).toList();",
    "Checks checks = new Checks();\n"
    "for (History run : runs) checks.below(\"loss\", run.loss()[49], run.loss()[0] + 1e9);\n"
    "String told = String.format(Locale.ROOT, \"%.3f\", runs.get(0).loss()[49]);\n"
    "System.out.println(told);",
    "Plot plot = Plot.of(\"Loss\", \"epoch\", \"loss\").logY();\n"
    "for (History run : runs) plot.line(\"run\", run.loss());\n"
    "show(plot, Rows.of(\"Runs\", \"loss\").add(runs.get(0).loss()[49]).table());",
    "show(checks.verdict());",
    # the record is written when Java ends; asked to stop, the kernel would linger for a minute
    "new Timer(true).schedule(new TimerTask() {\n"
    "  public void run() {\n    System.exit(0);\n  }\n}, 2000);",
)


def main():
    """Exit status: 0 when every cell ran."""
    cells = [nbformat.v4.new_code_cell(text) for text in CELLS]
    client = NotebookClient(
        nbformat.v4.new_notebook(cells=cells),
        kernel_name="java",
        kernel_manager_class=QuietKernelManager,
        timeout=300,
    )
    client.create_kernel_manager()
    client.km.shutdown_wait_time = 120  # no signal while the record is written
    client.execute()
    return 0


if __name__ == "__main__":
    sys.exit(main())
