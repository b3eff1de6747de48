package nndl.check;

import java.util.stream.Stream;
import nndl.optim.AmsGrad;
import nndl.optim.Blockwise;
import nndl.optim.Clipping;
import nndl.optim.GradientDescent;
import nndl.optim.Optimizer;
import nndl.optim.WeightDecay;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.provider.Arguments;

/** The part of the table of bad arguments that is about rules, recording, diagnosis and data. */
final class BadTraining {
  private static final Optimizer RULE = new GradientDescent(0.1);

  private BadTraining() {}

  private static Arguments bad(String message, ThrowingCallable call) {
    return Arguments.of(message, call);
  }

  static Stream<Arguments> rules() {
    Optimizer silent =
        new Optimizer() {
          @Override
          public State init(int n) {
            return (x, g) -> {};
          }

          @Override
          public String toString() {
            return "my rule";
          }
        };
    return Stream.of(
        bad("lambda must be 0 or positive, and finite, was -1", () -> decay(RULE, -1)),
        bad("lambda must be 0 or positive, and finite, was NaN", () -> decay(RULE, Double.NaN)),
        bad("rule must be given, was null", () -> decay(null, 1)),
        bad("form must be given, was null", () -> new WeightDecay(RULE, 1, null)),
        bad(
            "rule must be one that tells its learning rate, was my rule",
            () -> WeightDecay.decoupled(silent, 1)),
        bad(
            "rule must be one that tells its learning rate, was my rule",
            () -> WeightDecay.decoupled(Clipping.byNorm(silent, 1), 1)),
        bad("limit must be positive and finite, was 0", () -> Clipping.byNorm(RULE, 0)),
        bad("limit must be positive and finite, was -1", () -> Clipping.byValue(RULE, -1)),
        bad("rule must be given, was null", () -> Clipping.byNorm(null, 1)),
        bad("form must be given, was null", () -> new Clipping(RULE, 1, null)),
        bad("learningRate must be positive and finite, was 0", () -> new AmsGrad(0)),
        bad("beta1 must be in [0, 1), was 1", () -> new AmsGrad(t -> 1, 1, 0.9, 1)),
        bad("beta2 must be in [0, 1), was 2", () -> new AmsGrad(t -> 1, 0.9, 2, 1)),
        bad("epsilon must be positive and finite, was 0", () -> new AmsGrad(t -> 1, 0.9, 0.9, 0)),
        bad("learningRate must be given, was null", () -> new AmsGrad(null, 0.9, 0.9, 1)),
        bad("number of blocks must be at least 1, was 0", () -> Blockwise.of()),
        bad("blocks must be given, was null", () -> new Blockwise(null)),
        bad("length must be at least 1, was 0", () -> new Blockwise.Block(0, RULE)),
        bad("rule must be given, was null", () -> new Blockwise.Block(1, null)),
        bad(
            "blocks must be 3 long, was 2",
            () -> Blockwise.of(new Blockwise.Block(2, RULE)).init(3)));
  }

  private static void decay(Optimizer rule, double lambda) {
    WeightDecay.coupled(rule, lambda);
  }
}
