import type { ReactElement } from "react";

/** Width and height of the picture. */
const [W, H] = [300, 400] as const;

/** Numbers from 0 to 1 that follow from a text: the same ones each time. */
const numbersOf = (seed: string): (() => number) => {
  let state = 2166136261;
  for (const sign of seed) state = Math.imul(state ^ sign.charCodeAt(0), 16777619);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
};

type Motif = (random: () => number) => ReactElement[];

const arcs: Motif = (random) => {
  const middle = W * (0.3 + random() * 0.4);
  return [250, 205, 160, 115, 70, 28].map((radius, at) => (
    <circle key={radius} className={`ink-${at % 4}`} cx={middle} cy={H * 0.82} r={radius} />
  ));
};

const sea: Motif = (random) => [
  <circle key="sun" className="ink-1" cx={W * (0.3 + random() * 0.4)} cy={150 + random() * 40} r={78} />,
  ...[0, 1, 2, 3, 4].map((at) => (
    <path
      key={at}
      className={`ink-${[0, 2, 3, 0, 2][at]}`}
      d={`M0 ${230 + at * 38} q75 ${-26 - random() * 14} 150 0 t150 0 V400 H0z`}
    />
  )),
];

const curtain: Motif = (random) =>
  [0, 1, 2, 3, 4, 5, 6].map((at) => {
    const bend = 10 + random() * 22;
    return (
      <path
        key={at}
        className={`ink-${[0, 2, 0, 3, 0, 2, 1][at]}`}
        d={`M${at * 46 - 10} -5 c${bend} 130 ${-bend} 270 0 410 h60 V-5z`}
      />
    );
  });

const steps: Motif = (random) => {
  const moon = random() > 0.5 ? 215 : 85;
  return [
    <circle key="moon" className="ink-1" cx={moon} cy={95} r={46} />,
    ...[0, 1, 2, 3, 4].map((at) => (
      <rect
        key={at}
        className={`ink-${[2, 0, 3, 0, 2][at]}`}
        x={moon > 150 ? at * 60 : 240 - at * 60}
        y={330 - at * 48}
        width="60"
        height="400"
      />
    )),
  ];
};

const lanterns: Motif = (random) =>
  [60, 150, 240].flatMap((x, at) => {
    const y = 120 + random() * 170;
    return [
      <path key={`line${x}`} className="line" d={`M${x} 0 V${y}`} />,
      <ellipse key={`light${x}`} className={`ink-${[1, 0, 2][at]}`} cx={x} cy={y} rx="38" ry="50" />,
      <ellipse key={`glow${x}`} className="ink-3" cx={x} cy={y + 8} rx="17" ry="26" />,
    ];
  });

const fan: Motif = (random) => {
  const turn = random() * 10 - 5;
  return [
    ...[-4, -3, -2, -1, 0, 1, 2, 3, 4].map((at) => (
      <path
        key={at}
        className={`ink-${at % 2 === 0 ? 0 : 2}`}
        d="M150 350 L118 -60 L182 -60z"
        transform={`rotate(${at * 22 + turn} 150 350)`}
      />
    )),
    <circle key="hand" className="ink-1" cx="150" cy="350" r="58" />,
    <circle key="knob" className="ink-3" cx="150" cy="350" r="22" />,
  ];
};

const MOTIFS = [arcs, sea, curtain, steps, lanterns, fan] as const;
const TONES = 5;

/** A picture for a show that has none: the same for the same show. It says nothing, so nobody is told of it. */
export const Poster = ({ seed, title }: { seed: string; title: string }) => {
  const random = numbersOf(seed + title);
  const motif = MOTIFS[Math.floor(random() * MOTIFS.length)] ?? arcs;
  const tone = Math.floor(random() * TONES);
  return (
    <svg
      className={`poster tone-${tone}`}
      viewBox={`0 0 ${W} ${H}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect className="ground" width={W} height={H} />
      {motif(random)}
    </svg>
  );
};
