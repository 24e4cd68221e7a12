import { Link } from '@tanstack/react-router';
import { t } from '../text/text.ts';

export function NotFoundPage() {
  return (
    <section>
      <h1>{t('error.not_found.title')}</h1>
      <p>{t('error.not_found.text')}</p>
      <Link to="/">{t('error.not_found.home')}</Link>
    </section>
  );
}
