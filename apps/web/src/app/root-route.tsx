import { createRootRoute, Outlet } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { Announcer } from '../ui/announcer.tsx';
import { ErrorPage } from './error-page.tsx';
import layout from './layout.module.css';
import { NotFoundPage } from './not-found-page.tsx';

export const rootRoute = createRootRoute({
  component: Root,
  errorComponent: RootError,
  notFoundComponent: RootNotFound,
});

function Root() {
  return (
    <>
      <Outlet />
      <Announcer />
    </>
  );
}

// Nobody is signed in yet, so that there is no frame around them.

function RootError(props: ComponentProps<typeof ErrorPage>) {
  return (
    <main className={layout.main}>
      <ErrorPage {...props} />
    </main>
  );
}

function RootNotFound() {
  return (
    <main className={layout.main}>
      <NotFoundPage />
    </main>
  );
}
