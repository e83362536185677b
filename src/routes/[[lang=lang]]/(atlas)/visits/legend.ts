/** The ranges of five classes as a legend writes them. @param limits four limits, ascending */
export const legendOf = (limits: readonly number[], format: (value: number) => string): string[] =>
  limits.length < 4
    ? []
    : [
        `<${format(limits[0]!)}`,
        ...limits.slice(0, 3).map((limit, i) => `${format(limit)}–${format(limits[i + 1]!)}`),
        `≥${format(limits[3]!)}`
      ];
