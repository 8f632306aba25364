# nodevet in an image of nothing else: one static binary, no shell, no root.
#
#   docker build -t nodevet .
#   docker run --rm --read-only --network none -v "$PWD:/src:ro" nodevet
#
# `--build-arg BASE=alpine:3.22` gives an image with a shell, for services that run scripts in it.

ARG SWIFT=swift:6.3
ARG BASE=scratch

FROM ${SWIFT} AS build
WORKDIR /build
COPY Package.swift ./
COPY Sources Sources
COPY Rules Rules
COPY Tests Tests
RUN swift build -c release --product nodevet -Xswiftc -static-executable \
  && cp "$(swift build -c release --show-bin-path)/nodevet" /nodevet \
  && strip /nodevet

FROM ${BASE}
COPY --from=build /nodevet /usr/local/bin/nodevet
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["/usr/local/bin/nodevet"]
