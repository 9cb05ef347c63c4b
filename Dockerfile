# Galley in a container: the client is built in the first stage, the second holds what production needs and nothing else.
FROM node:24-bookworm-slim AS build
WORKDIR /galley
COPY package.json package-lock.json .npmrc ./
COPY client/package.json client/
COPY server/package.json server/
COPY server/bin/galley.mjs server/bin/
COPY shared/package.json shared/
RUN npm ci
COPY tsconfig.base.json ./
COPY shared shared
COPY client client
RUN npm run build --workspace=client

FROM node:24-bookworm-slim
WORKDIR /galley
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data DEMO=off
COPY package.json package-lock.json .npmrc ./
COPY client/package.json client/
COPY server/package.json server/
COPY server/bin/galley.mjs server/bin/
COPY shared/package.json shared/
RUN npm ci --omit=dev --workspace=server && npm cache clean --force && mkdir /data && chown node:node /data
COPY shared/src shared/src
COPY server/src server/src
COPY --from=build /galley/client/dist client/dist
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--disable-warning=ExperimentalWarning", "server/src/main.ts"]
