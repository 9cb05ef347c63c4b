// What concerns a person: the inbox, and how they want to be notified.
import {
  inboxSchema,
  markReadSchema,
  notificationSettingsAnswerSchema,
  notificationSettingsSchema,
} from '../api/notifications.ts';
import { defineRoute } from './define-route.ts';

const action = 'inbox.read';

/** The routes of the inbox. */
export const notificationRoutes = {
  readInbox: defineRoute({
    method: 'GET',
    path: '/api/notifications',
    summary: 'The last hundred notifications, the newest first, and how many are unread.',
    action,
    answer: inboxSchema,
  }),
  markRead: defineRoute({
    method: 'POST',
    path: '/api/notifications/read',
    summary: 'Marks notifications as read; without ids all of them.',
    action,
    body: markReadSchema,
    limit: '16kb',
    answer: inboxSchema,
  }),
  readNotificationSettings: defineRoute({
    method: 'GET',
    path: '/api/me/notification-settings',
    summary: 'How one is notified, and whether this desk can send e-mail at all.',
    action,
    answer: notificationSettingsAnswerSchema,
  }),
  changeNotificationSettings: defineRoute({
    method: 'PUT',
    path: '/api/me/notification-settings',
    summary: 'Says how one wants to be notified of each kind.',
    action,
    body: notificationSettingsSchema,
    limit: '16kb',
    answer: notificationSettingsAnswerSchema,
  }),
};
