import type { Platform } from '../platform.ts';

const configure = (file: string, extra: string) => (dsn: string) => ({
  title: file,
  code: `Sentry.init do |config|\n  config.dsn = '${dsn}'\n  config.environment = ENV.fetch('RAILS_ENV', 'development')\n  config.release = 'my-app@1.0.0'\n${extra}end`,
});

const verify = { title: 'rails console', code: "Sentry.capture_exception(RuntimeError.new('Hello, Railguard'))" };

export const rubyPlatforms: Platform[] = [
  {
    id: 'ruby-rails',
    name: 'Ruby on Rails',
    install: [{ title: 'Gemfile', code: "gem 'sentry-ruby'\ngem 'sentry-rails'" }],
    configure: configure(
      'config/initializers/sentry.rb',
      '  config.breadcrumbs_logger = [:active_support_logger, :http_logger]\n',
    ),
    verify,
  },
  {
    id: 'ruby',
    name: 'Ruby',
    install: [
      { title: 'gem', code: 'gem install sentry-ruby' },
      { title: 'Gemfile', code: "gem 'sentry-ruby'" },
    ],
    configure: (dsn) => {
      const { title, code } = configure('app.rb', '')(dsn);
      return { title, code: `require 'sentry-ruby'\n\n${code}` };
    },
    verify: { ...verify, title: 'app.rb' },
  },
];
