// Whether the tour is shown: to everybody once, on the board, and again to who asks for it. That it was seen is kept on the
// server, so that it comes on no other device.
import { ownAccountRoutes } from '@galley/shared/contract/own-account.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { call } from './api.ts';
import { refreshSession, useMe } from './session.tsx';

interface TourState {
  isOn: boolean;
  start: () => void;
  end: () => void;
}

export function useTour(): TourState {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [state, setState] = useState<'first' | 'asked' | 'ended'>('first');
  // Without a connection it is shown once more another time, which harms nobody.
  const { mutate } = useMutation({
    mutationFn: () => call(ownAccountRoutes.changeProfile, { body: { tourSeen: true } }),
    onSuccess: () => refreshSession(client),
  });
  const isBoard = pathname === '/';
  // Over a dialog that an address opens it would be in the way.
  const isDue = state === 'first' && !me.tourSeen && !search.includes('dialog=');
  return {
    isOn: isBoard && (state === 'asked' || isDue),
    start: () => {
      if (!isBoard) void navigate('/');
      setState('asked');
    },
    end: () => {
      setState('ended');
      if (!me.tourSeen) mutate();
    },
  };
}
