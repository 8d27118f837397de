// What `cargo xtask wasm` builds; its own types are beside it in the package.
declare module 'module:emulators' {
  export default function init(source?: { module_or_path: unknown }): Promise<unknown>;
  export class Host {
    constructor(host: string, settings: string);
    emulate(event: string): string;
    receive(frame: string, origin?: string): string;
    answer(action: string, outcome: string): string;
    answers(kind: string): boolean;
    decode(frame: string): string;
    capabilities(): string;
    free(): void;
  }
}

declare module 'module:verifier' {
  export default function init(source?: { module_or_path: unknown }): Promise<unknown>;
  export class Token {
    constructor(host: string, token: string, keys: string, demands: string, now: number);
    step(): string;
    checked(holds: boolean): void;
    free(): void;
  }
}
