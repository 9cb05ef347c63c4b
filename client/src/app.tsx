// The whole interface: what every page stands in.
import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import type { QueryClient } from '@tanstack/react-query';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { cssVariables, theme } from './app/theme.ts';
import type { createRouter } from './routes.tsx';

interface AppProps {
  client: QueryClient;
  router: ReturnType<typeof createRouter>;
}

/** The whole interface over this cache and these pages. */
export function App({ client, router }: AppProps) {
  // Beside the paper where there is a margin, else over the header: never over the text.
  const beside = useMediaQuery('(min-width: 75em)') ?? true;
  return (
    <QueryClientProvider client={client}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <RouterProvider router={router} />
        <Notifications
          position={beside ? 'bottom-right' : 'top-center'}
          containerWidth={beside ? 280 : 420}
          limit={3}
        />
      </MantineProvider>
    </QueryClientProvider>
  );
}
