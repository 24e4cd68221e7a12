import type { Platform } from '../platform.ts';

export const otherPlatforms: Platform[] = [
  {
    id: 'go',
    name: 'Go',
    install: [{ title: 'go', code: 'go get github.com/getsentry/sentry-go' }],
    configure: (dsn) => ({
      title: 'main.go',
      code: `err := sentry.Init(sentry.ClientOptions{\n\tDsn:         "${dsn}",\n\tEnvironment: "production",\n\tRelease:     "my-app@1.0.0",\n})\nif err != nil {\n\tlog.Fatal(err)\n}\ndefer sentry.Flush(2 * time.Second)`,
    }),
    verify: { title: 'main.go', code: 'sentry.CaptureMessage("Hello, Railguard")' },
  },
  {
    id: 'php',
    name: 'PHP',
    install: [{ title: 'composer', code: 'composer require sentry/sentry' }],
    configure: (dsn) => ({
      title: 'index.php',
      code: `\\Sentry\\init([\n    'dsn' => '${dsn}',\n    'environment' => 'production',\n    'release' => 'my-app@1.0.0',\n]);`,
    }),
    verify: { title: 'index.php', code: "throw new \\RuntimeException('Hello, Railguard');" },
  },
  {
    id: 'php-laravel',
    name: 'Laravel',
    install: [{ title: 'composer', code: 'composer require sentry/sentry-laravel' }],
    configure: (dsn) => ({ title: '.env', code: `SENTRY_LARAVEL_DSN=${dsn}` }),
    verify: { title: 'shell', code: 'php artisan sentry:test' },
  },
  {
    id: 'php-symfony',
    name: 'Symfony',
    install: [{ title: 'composer', code: 'composer require sentry/sentry-symfony' }],
    configure: (dsn) => ({ title: '.env', code: `SENTRY_DSN="${dsn}"` }),
    verify: { title: 'shell', code: 'php bin/console sentry:test' },
  },
  {
    id: 'java',
    name: 'Java',
    install: [
      { title: 'build.gradle', code: "implementation 'io.sentry:sentry:8.+'" },
      {
        title: 'pom.xml',
        code: '<dependency>\n  <groupId>io.sentry</groupId>\n  <artifactId>sentry</artifactId>\n  <version>[8,9)</version>\n</dependency>',
      },
    ],
    configure: (dsn) => ({
      title: 'Main.java',
      code: `Sentry.init(options -> {\n  options.setDsn("${dsn}");\n  options.setEnvironment("production");\n  options.setRelease("my-app@1.0.0");\n});`,
    }),
    verify: { title: 'Main.java', code: 'Sentry.captureException(new IllegalStateException("Hello, Railguard"));' },
  },
  {
    id: 'java-spring-boot',
    name: 'Spring Boot',
    install: [{ title: 'build.gradle', code: "implementation 'io.sentry:sentry-spring-boot-starter-jakarta:8.+'" }],
    configure: (dsn) => ({
      title: 'application.properties',
      code: `sentry.dsn=${dsn}\nsentry.environment=production\nsentry.release=my-app@1.0.0`,
    }),
    verify: { title: 'Java', code: 'Sentry.captureException(new IllegalStateException("Hello, Railguard"));' },
  },
  {
    id: 'kotlin',
    name: 'Kotlin',
    install: [{ title: 'build.gradle.kts', code: 'implementation("io.sentry:sentry:8.+")' }],
    configure: (dsn) => ({
      title: 'Main.kt',
      code: `Sentry.init { options ->\n  options.dsn = "${dsn}"\n  options.environment = "production"\n  options.release = "my-app@1.0.0"\n}`,
    }),
    verify: { title: 'Main.kt', code: 'Sentry.captureException(IllegalStateException("Hello, Railguard"))' },
  },
  {
    id: 'dotnet',
    name: '.NET',
    install: [{ title: 'dotnet', code: 'dotnet add package Sentry' }],
    configure: (dsn) => ({
      title: 'Program.cs',
      code: `SentrySdk.Init(options =>\n{\n    options.Dsn = "${dsn}";\n    options.Environment = "production";\n    options.Release = "my-app@1.0.0";\n});`,
    }),
    verify: { title: 'Program.cs', code: 'SentrySdk.CaptureMessage("Hello, Railguard");' },
  },
  {
    id: 'rust',
    name: 'Rust',
    install: [{ title: 'cargo', code: 'cargo add sentry' }],
    configure: (dsn) => ({
      title: 'main.rs',
      code: `let _guard = sentry::init(("${dsn}", sentry::ClientOptions {\n    release: sentry::release_name!(),\n    ..Default::default()\n}));`,
    }),
    verify: { title: 'main.rs', code: 'panic!("Hello, Railguard");' },
  },
  {
    id: 'elixir',
    name: 'Elixir',
    install: [{ title: 'mix.exs', code: '{:sentry, "~> 11.0"},\n{:hackney, "~> 1.19"}' }],
    configure: (dsn) => ({
      title: 'config/prod.exs',
      code: `config :sentry,\n  dsn: "${dsn}",\n  environment_name: :prod`,
    }),
    verify: { title: 'shell', code: 'mix sentry.send_test_event' },
  },
  {
    id: 'dart-flutter',
    name: 'Flutter',
    install: [{ title: 'flutter', code: 'flutter pub add sentry_flutter' }],
    configure: (dsn) => ({
      title: 'main.dart',
      code: `await SentryFlutter.init(\n  (options) => options.dsn = '${dsn}',\n  appRunner: () => runApp(const MyApp()),\n);`,
    }),
    verify: { title: 'main.dart', code: "throw StateError('Hello, Railguard');" },
  },
  {
    id: 'android',
    name: 'Android',
    install: [{ title: 'build.gradle', code: "implementation 'io.sentry:sentry-android:8.+'" }],
    configure: (dsn) => ({
      title: 'AndroidManifest.xml',
      code: `<meta-data android:name="io.sentry.dsn" android:value="${dsn}" />`,
    }),
    verify: { title: 'Kotlin', code: 'Sentry.captureException(IllegalStateException("Hello, Railguard"))' },
  },
  {
    id: 'apple-ios',
    name: 'iOS',
    install: [
      { title: 'Package.swift', code: '.package(url: "https://github.com/getsentry/sentry-cocoa", from: "8.0.0")' },
    ],
    configure: (dsn) => ({
      title: 'App.swift',
      code: `SentrySDK.start { options in\n    options.dsn = "${dsn}"\n    options.environment = "production"\n}`,
    }),
    verify: { title: 'App.swift', code: 'SentrySDK.capture(message: "Hello, Railguard")' },
  },
  {
    id: 'other',
    name: 'Something else',
    install: [],
    configure: (dsn) => ({
      title: 'environment',
      code: `# every Sentry SDK reads it\nexport SENTRY_DSN='${dsn}'`,
    }),
    verify: { title: 'shell', code: "sentry-cli send-event --message 'Hello, Railguard'" },
  },
];
