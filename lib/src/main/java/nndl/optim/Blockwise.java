package nndl.optim;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nndl.validation.Require;

/**
 * A rule for each block of the parameter array: rates by layer, decay for weights only, frozen
 * parts.
 *
 * @param blocks one after the other; together as long as the array
 */
public record Blockwise(List<Block> blocks) implements Optimizer {
  /** At least one block. */
  public Blockwise {
    blocks = List.copyOf(Require.notNull("blocks", blocks));
    Require.positive("number of blocks", blocks.size());
  }

  /** The blocks in their order. */
  public static Blockwise of(Block... blocks) {
    return new Blockwise(Arrays.asList(blocks));
  }

  /**
   * Neighbouring parameters that follow one rule.
   *
   * @param length the number of parameters, at least 1
   */
  public record Block(int length, Optimizer rule) {
    public Block {
      Require.positive("length", length);
      Require.notNull("rule", rule);
    }
  }

  @Override
  public State init(int n) {
    Require.size("blocks", blocks.stream().mapToInt(Block::length).sum(), n);
    List<Part> parts =
        blocks.stream()
            .map(b -> new Part(b.rule.init(b.length), new double[b.length], new double[b.length]))
            .collect(Collectors.toList());
    return new State() {
      @Override
      public void lookAhead(double[] x) {
        int at = 0;
        for (Part part : parts) {
          part.lookAhead(x, at);
          at += part.x.length;
        }
      }

      @Override
      public void step(double[] x, double[] gradient) {
        int at = 0;
        for (Part part : parts) {
          part.step(x, gradient, at);
          at += part.x.length;
        }
      }
    };
  }

  /** The state of one block, with buffers for its parameters and their gradient. */
  private record Part(State state, double[] x, double[] gradient) {
    void lookAhead(double[] all, int at) {
      System.arraycopy(all, at, x, 0, x.length);
      state.lookAhead(x);
      System.arraycopy(x, 0, all, at, x.length);
    }

    void step(double[] all, double[] allGradients, int at) {
      System.arraycopy(all, at, x, 0, x.length);
      System.arraycopy(allGradients, at, gradient, 0, x.length);
      state.step(x, gradient);
      System.arraycopy(x, 0, all, at, x.length);
    }
  }
}
