import type { Frame } from '@railguard/protocol/event';

/** Paths and modules that belong to libraries, by platform; for frames whose SDK does not say. */
const JAVASCRIPT =
  /(?:^|[\\/~])node_modules[\\/]|^node:|^internal\/|\/\/(?:unpkg\.com|cdnjs\.cloudflare\.com|cdn\.jsdelivr\.net)\//;
const PYTHON = /[\\/](?:site|dist)-packages[\\/]|[\\/]lib[\\/]python\d/;
const RUBY = /[\\/](?:gems|rubygems|bundler)[\\/]|[\\/]lib[\\/]ruby[\\/]|^<internal:/;
const PHP = /(?:^|[\\/])vendor[\\/]|^\[internal\]/;
const GO = /[\\/](?:pkg[\\/]mod|vendor)[\\/]|[\\/](?:usr[\\/]local|usr[\\/]lib|opt)[\\/]go[^\\/]*[\\/]src[\\/]/;
const JVM =
  /^(?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|android|androidx|com\.android|dalvik|scala|groovy|clojure|org\.springframework|org\.apache|org\.jboss|io\.netty|reactor)\./;
const CLR = /^(?:System|Microsoft)\./;
const SYSTEM = /^\/usr\/(?:lib|share)\/|^\/System\/Library\/|^[A-Z]:\\Windows\\/;

const BY_PLATFORM = new Map<string, RegExp>([
  ['javascript', JAVASCRIPT],
  ['node', JAVASCRIPT],
  ['python', PYTHON],
  ['ruby', RUBY],
  ['php', PHP],
  ['go', GO],
  ['java', JVM],
  ['csharp', CLR],
]);

/** Marks frames of libraries as not in-app where the SDK left it open; what an SDK says is never changed. */
export function markLibraryFrames(frames: Frame[], platform: string): void {
  for (const frame of frames) {
    if (frame.in_app !== undefined) continue;
    const path = frame.abs_path || frame.filename || frame.package || '';
    const library = BY_PLATFORM.get(frame.platform ?? platform);
    if (SYSTEM.test(path) || library?.test(path) || library?.test(frame.module ?? '')) frame.in_app = false;
  }
}
