/** Codes a synthetic visit may carry, by chapter number, with relative weights. Common diagnoses of Japanese hospitals. */
export interface CodeChoice {
  readonly code: string;
  readonly weight: number;
  /** Only for this sex, where the disease has one. */
  readonly sex?: 'male' | 'female';
}

const choices = (text: string): CodeChoice[] =>
  text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [code, weight, sex] = entry.split(':');
      return {
        code: code!,
        weight: Number(weight),
        ...(sex ? { sex: sex === 'm' ? ('male' as const) : ('female' as const) } : {})
      };
    });

/** By ICD-10 chapter number; chapter 20 is never a main diagnosis and has none. */
export const CODES: Readonly<Record<number, readonly CodeChoice[]>> = {
  1: choices(
    'A09:20 A08.4:8 A41.9:5 A49.9:4 B02.9:10 B18.1:8 B18.2:7 B34.9:18 B35.1:12 B37.9:4 A15.0:2 A31.0:4 B20:1 A53.9:1'
  ),
  2: choices(
    'C16.9:9 C18.9:8 C20:4 C22.0:5 C25.9:4 C34.9:9 C50.9:11:f C61:9:m C53.9:4:f C54.1:3:f C56:3:f C67.9:4 C73:4 C83.3:4 C90.0:2 C92.0:1 D12.6:8 D25.9:4:f D18.0:2 D36.9:3'
  ),
  3: choices('D50.9:30 D69.3:8 D64.9:20 D61.9:5 D70:6 D86.9:6 D72.8:4 D47.3:1'),
  4: choices('E11.9:34 E10.9:4 E78.5:26 E78.0:8 E03.9:8 E05.0:6 E87.1:3 E86:5 E79.0:6 E66.9:2'),
  5: choices('F32.9:22 F20.9:20 F41.9:12 F31.9:8 F43.2:8 F51.0:9 F03:6 F10.2:3 F84.0:5 F90.0:3'),
  6: choices('G47.3:14 G40.9:14 G20:12 G43.9:9 G30.9:14 G62.9:6 G45.9:6 G56.0:5 G35:3 G70.0:3 G12.2:2'),
  7: choices('H25.9:24 H40.1:20 H52.1:10 H10.1:10 H35.3:9 H36.0:7 H04.1:9 H43.1:3 H33.0:2'),
  8: choices('H66.9:20 H81.0:10 H81.1:14 H90.3:18 H91.2:8 H61.2:14 H93.1:8'),
  9: choices('I10:44 I20.9:8 I25.1:7 I21.9:3 I48:9 I50.9:9 I63.9:8 I61.9:3 I60.9:1 I69.3:5 I70.2:2 I71.4:2'),
  10: choices('J06.9:20 J20.9:12 J18.9:14 J45.9:16 J44.9:9 J30.1:12 J10.1:6 J69.0:6 J84.1:4 J32.9:4 J03.9:4'),
  11: choices(
    'K21.0:12 K25.9:7 K29.7:8 K02.9:16 K05.3:14 K52.9:7 K59.0:9 K57.3:4 K80.2:6 K35.8:3 K40.9:4 K56.7:4 K74.6:3 K50.9:2 K51.9:4'
  ),
  12: choices('L20.9:22 L30.9:18 L40.0:9 L50.9:10 L03.9:8 L70.0:8 L89.9:3 L23.9:7'),
  13: choices('M17.1:16 M54.5:18 M48.0:12 M81.9:12 M06.9:13 M51.2:8 M75.0:7 M16.1:4 M32.9:3 M10.9:4'),
  14: choices(
    'N18.5:18 N18.9:16 N40:12:m N39.0:12 N20.1:7 N20.0:5 N92.0:5:f N80.9:5:f N04.9:3 N10:5 N76.0:4:f'
  ),
  15: choices(
    'O80:20:f O34.2:8:f O60.1:6:f O26.9:16:f O20.0:10:f O14.9:5:f O24.4:8:f O02.1:4:f O42.9:5:f O47.0:6:f'
  ),
  16: choices('P07.3:22 P22.0:8 P59.9:20 P22.1:10 P36.9:4 P05.1:9 P70.4:8'),
  17: choices('Q21.0:16 Q21.1:12 Q90.9:10 Q53.9:6:m Q65.8:8 Q35.9:6 Q62.1:5 Q25.0:7'),
  18: choices('R10.4:16 R50.9:16 R42:12 R51:12 R07.4:10 R55:7 R06.0:6 R56.8:5 R31:5 R05:8'),
  19: choices(
    'S72.0:9 S72.1:8 S06.0:8 S52.5:10 S01.0:9 S82.8:6 S32.0:8 S93.4:9 S61.0:8 S42.2:5 T78.4:6 T14.9:7 T81.4:3 T67.9:3'
  ),
  21: choices('Z00.0:30 Z09.9:14 Z12.9:10 Z23:10 Z34.9:6:f Z46.3:14 Z51.1:9 Z94.0:3 Z95.0:4'),
  22: choices('U07.1:1')
};
