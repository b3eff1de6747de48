package nndl.linalg;

/** A differentiable function of one number, to be taken of every element of a matrix. */
public interface Elementary {
  /** f(z). */
  double value(double z);

  /** f′(z); where f has a kink, the derivative from the left. */
  double derivative(double z);

  /**
   * By which formula f is to be had for many numbers at once; {@link Formula#OWN}, unless it says
   * so, is evaluated one number after the other.
   */
  default Formula formula() {
    return Formula.OWN;
  }

  /** The parameter of the formula, 0 where it has none. */
  default double parameter() {
    return 0;
  }

  /** Formulas that a backend knows. */
  enum Formula {
    /** Any function, even one that depends on how often it was called. */
    OWN,
    /** A function of z alone, which several threads may evaluate. */
    PURE,
    /** 1 / (1 + e⁻ᶻ). */
    SIGMOID,
    /** tanh z. */
    TANH,
    /** z for z &gt; 0, else the parameter times z. */
    LEAKY_RELU,
    /** z for z &gt; 0, else the parameter times eᶻ − 1. */
    ELU,
    /** z σ(βz), β the parameter. */
    SWISH
  }
}
