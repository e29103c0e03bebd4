# Herbbie in one image: the first stage installs, the second holds only what serves. Built, run and kept as
# docs/deploy.md says; on Railway as docs/railway.md says.

FROM python:3.11.14-slim-bookworm AS installed
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
COPY requirements.txt /
RUN python -m venv /venv && /venv/bin/pip install --require-hashes -r /requirements.txt
WORKDIR /app
COPY LICENSE NOTICE manage.py ./
COPY licenses licenses
COPY accounts accounts
COPY coloring coloring
COPY herbbie herbbie
COPY locale locale
COPY static static
COPY templates templates
# Nothing is written where the code is: a read-only file system starts as quickly as another.
RUN python -m compileall -q accounts coloring herbbie && chmod -R a+rX,go-w /app

FROM python:3.11.14-slim-bookworm
# The client of OpenAI trusts whom the system trusts.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin herbbie \
    && install -d -m 0700 -o herbbie -g herbbie /data
COPY --from=installed /venv /venv
COPY --from=installed /app /app
WORKDIR /app
# Everything that is written goes to DATA_DIR, uploads under way to /tmp. No VOLUME: Railway refuses one.
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ENVIRONMENT=production \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    PICTURES_DIR=/data/coloring
USER herbbie
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
# The supervisor is process 1: it passes SIGTERM on, waits for pages that are being drawn, and buries orphans.
CMD ["python", "-m", "herbbie.start"]
