import type { Platform, Step } from '../platform.ts';

const npm = (name: string): Step[] => [
  { title: 'npm', code: `npm install ${name}` },
  { title: 'pnpm', code: `pnpm add ${name}` },
  { title: 'yarn', code: `yarn add ${name}` },
];

const THROW: Step = { title: 'JavaScript', code: "setTimeout(() => {\n  throw new Error('Hello, Railguard');\n});" };

function inBrowser(id: string, name: string, sdk: string, file: string): Platform {
  return {
    id,
    name,
    install: npm(sdk),
    configure: (dsn) => ({
      title: file,
      code: `import * as Sentry from '${sdk}';\n\nSentry.init({\n  dsn: '${dsn}',\n  environment: 'production',\n  release: 'my-app@1.0.0',\n});`,
    }),
    verify: THROW,
  };
}

function onServer(id: string, name: string, sdk: string, after = ''): Platform {
  return {
    id,
    name,
    install: npm(sdk),
    configure: (dsn) => ({
      title: 'instrument.mjs',
      code: `// loaded before everything else: node --import ./instrument.mjs app.mjs\nimport * as Sentry from '${sdk}';\n\nSentry.init({\n  dsn: '${dsn}',\n  environment: 'production',\n  release: 'my-app@1.0.0',\n});${after}`,
    }),
    verify: THROW,
  };
}

export const javascriptPlatforms: Platform[] = [
  inBrowser('javascript', 'Browser JavaScript', '@sentry/browser', 'main.js'),
  inBrowser('javascript-react', 'React', '@sentry/react', 'main.jsx'),
  {
    ...inBrowser('javascript-vue', 'Vue', '@sentry/vue', 'main.js'),
    configure: (dsn) => ({
      title: 'main.js',
      code: `import { createApp } from 'vue';\nimport * as Sentry from '@sentry/vue';\nimport App from './App.vue';\n\nconst app = createApp(App);\nSentry.init({ app, dsn: '${dsn}' });\napp.mount('#app');`,
    }),
  },
  inBrowser('javascript-angular', 'Angular', '@sentry/angular', 'main.ts'),
  inBrowser('javascript-svelte', 'Svelte', '@sentry/svelte', 'main.js'),
  inBrowser('javascript-nextjs', 'Next.js', '@sentry/nextjs', 'instrumentation-client.js and sentry.server.config.js'),
  inBrowser('react-native', 'React Native', '@sentry/react-native', 'App.js'),
  onServer('node', 'Node.js', '@sentry/node'),
  onServer(
    'node-express',
    'Express',
    '@sentry/node',
    '\n\n// in app.mjs, after all routes and before other error handlers:\n// Sentry.setupExpressErrorHandler(app);',
  ),
  onServer(
    'node-fastify',
    'Fastify',
    '@sentry/node',
    '\n\n// in app.mjs, once the app exists:\n// Sentry.setupFastifyErrorHandler(app);',
  ),
  onServer('node-nestjs', 'NestJS', '@sentry/nestjs'),
];
