/** The part of jstat 1.9 that quantiles.ts uses; the package has no types of its own. */
declare module 'jstat' {
  interface JStat {
    readonly normal: {
      inv(p: number, mean: number, deviation: number): number;
      cdf(x: number, mean: number, deviation: number): number;
    };
    readonly chisquare: { inv(p: number, degreesOfFreedom: number): number };
    readonly gamma: { inv(p: number, shape: number, scale: number): number };
    readonly beta: { inv(p: number, a: number, b: number): number };
    readonly studentt: { inv(p: number, degreesOfFreedom: number): number };
  }
  const jStat: JStat;
  export default jStat;
}
