// The whole interface: what every page stands in.
import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import type { QueryClient } from '@tanstack/react-query';
import { QueryClientProvider } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { router } from './routes.tsx';
import { cssVariables, theme } from './theme.ts';

export function App({ client }: { client: QueryClient }) {
  const { t } = useTranslation();
  return (
    <QueryClientProvider client={client}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <ModalsProvider labels={{ confirm: t('save'), cancel: t('cancel') }}>
          <RouterProvider router={router} />
        </ModalsProvider>
        <Notifications position="bottom-right" limit={4} />
      </MantineProvider>
    </QueryClientProvider>
  );
}
