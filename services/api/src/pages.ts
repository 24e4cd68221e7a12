import express, { type Express } from 'express';

/** Serves the pages people open. Their files have fixed names, so browsers ask each time whether they changed. */
export function mountPages(app: Express, webRoot: string): void {
  app.use(
    express.static(webRoot, {
      extensions: ['html'],
      redirect: false,
      setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
    }),
  );
}
