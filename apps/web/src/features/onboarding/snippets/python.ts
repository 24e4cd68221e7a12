import type { Platform } from '../platform.ts';

function python(id: string, name: string, file: string, extra = 'sentry-sdk'): Platform {
  return {
    id,
    name,
    install: [
      { title: 'pip', code: `pip install "${extra}"` },
      { title: 'uv', code: `uv add "${extra}"` },
      { title: 'poetry', code: `poetry add "${extra}"` },
    ],
    configure: (dsn) => ({
      title: file,
      code: `import sentry_sdk\n\nsentry_sdk.init(\n    dsn="${dsn}",\n    environment="production",\n    release="my-app@1.0.0",\n)`,
    }),
    verify: { title: 'Python', code: "raise RuntimeError('Hello, Railguard')" },
  };
}

export const pythonPlatforms: Platform[] = [
  python('python', 'Python', 'main.py'),
  python('python-django', 'Django', 'settings.py', 'sentry-sdk[django]'),
  python('python-flask', 'Flask', 'app.py, before the app is made', 'sentry-sdk[flask]'),
  python('python-fastapi', 'FastAPI', 'main.py, before the app is made', 'sentry-sdk[fastapi]'),
];
