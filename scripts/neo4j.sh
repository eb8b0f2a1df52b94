#!/usr/bin/env bash
# A Neo4j for tests and for people, on this machine only.
#
#   scripts/neo4j.sh start    start it, and install it where it is absent
#   scripts/neo4j.sh stop     stop it; its data stay
#   scripts/neo4j.sh status   say where it is; exits 1 when none runs
#   scripts/neo4j.sh env      print NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and NEO4J_BROWSER,
#                             the address of Neo4j Browser, for eval
#
# The first of these that is there is used: the server that NEO4J_URI names; a
# Docker engine; Java 17 or 21 with Maven. Everything it keeps (the server, its
# data, the password) is in ${XDG_CACHE_HOME:-$HOME/.cache}/backchannel/neo4j.
# NEO4J_BOLT_PORT (7687) and NEO4J_HTTP_PORT (7474) choose other ports.
set -euo pipefail

readonly server_version=5.26.30
readonly browser_version=5.24.0
readonly image="neo4j:${server_version}-community"

cache=${XDG_CACHE_HOME:-$HOME/.cache}/backchannel/neo4j
home=$cache/server-$server_version
container=backchannel-neo4j
readonly cache home container

# What runs, as the last start left it: docker or java, and its ports.
way='' bolt='' http=''
if [[ -f $cache/running ]]; then read -r way bolt http <"$cache/running"; fi
bolt=${NEO4J_BOLT_PORT:-${bolt:-7687}}
http=${NEO4J_HTTP_PORT:-${http:-7474}}

say() { printf '%s\n' "$*" >&2; }
die() { say "neo4j.sh: $*"; exit 1; }

password() {
  if [[ ! -s $cache/password ]]; then
    (
      umask 077
      head -c 18 /dev/urandom | base64 | tr -d '\n+/=' >"$cache/password.new"
      mv "$cache/password.new" "$cache/password"
    )
  fi
  cat "$cache/password"
}

open_port() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# ready waits until the server answers on both ports, $1 seconds long.
ready() {
  local i
  for ((i = 0; i < $1 * 2; i++)); do
    if open_port "$bolt" && open_port "$http"; then
      return 0
    fi
    sleep 0.5
  done
  return 1
}

has_docker() { command -v docker >/dev/null && docker info >/dev/null 2>&1; }

# java_command prints a Java 17 or 21, from JAVA_HOME or the path.
java_command() {
  local java version
  for java in "${JAVA_HOME:+$JAVA_HOME/bin/java}" java; do
    if [[ -z $java ]] || ! command -v "$java" >/dev/null; then continue; fi
    version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    if [[ $version == 17 || $version == 21 ]]; then
      command -v "$java"
      return 0
    fi
  done
  return 1
}

# choose sets way to how a server is had here: docker or java.
choose() {
  if has_docker; then
    way=docker
  elif java_command >/dev/null && { [[ -f $home/installed ]] || command -v mvn >/dev/null; }; then
    way=java
  else
    say "neo4j.sh: there is no Neo4j to use. Any one of these will do:"
    say "  export NEO4J_URI=bolt://HOST:7687 NEO4J_USER=neo4j NEO4J_PASSWORD=…   a server of your own"
    say "  a running Docker engine ('docker info' must answer)"
    say "  Java 17 or 21 and Maven (Debian, Ubuntu: apt install openjdk-17-jre-headless maven)"
    exit 1
  fi
}

# runs_docker and runs_java say whether the server runs.
runs_docker() { has_docker && [[ -n $(docker ps --quiet --filter "name=^$container\$") ]]; }
runs_java() {
  local pid
  pid=$(cat "$home/run/neo4j.pid" 2>/dev/null) && ps -ww -p "$pid" -o args= 2>/dev/null | grep -qF -- "$home"
}

install_java() {
  [[ -f $home/installed ]] && return
  say "Installing Neo4j $server_version into $home (140 MB, once)…"
  rm -rf "$home"
  mkdir -p "$home/conf"
  cat >"$home/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>backchannel</groupId><artifactId>neo4j</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>$server_version</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>$server_version</version></dependency>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j-import-tool</artifactId><version>$server_version</version></dependency>
    <dependency><groupId>org.neo4j.client</groupId><artifactId>neo4j-browser</artifactId><version>$browser_version</version></dependency>
  </dependencies>
</project>
POM
  mvn --batch-mode --quiet --file "$home/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$home/lib" >"$home/maven.log" 2>&1 ||
    { tail -n 5 "$home/maven.log" >&2; die "Maven could not fetch Neo4j; all it said is in $home/maven.log"; }
  touch "$home/installed"
}

configure_java() {
  cat >"$home/conf/neo4j.conf" <<CONF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$bolt
server.http.listen_address=127.0.0.1:$http
server.https.enabled=false
server.memory.heap.initial_size=1g
server.memory.heap.max_size=1g
server.memory.pagecache.size=256m
db.tx_log.rotation.retention_policy=256M size
dbms.usage_report.enabled=false
server.directories.data=$home/data
server.directories.logs=$home/logs
server.directories.run=$home/run
CONF
}

# neo4j runs one of the server's own commands: neo4j Neo4jCommand start
neo4j() {
  local class=$1 java
  shift
  java=$(java_command) || die "Java 17 or 21 is gone; it is needed to run the server in $home"
  NEO4J_HOME=$home NEO4J_CONF=$home/conf JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$java")")") \
    "$java" -cp "$home/lib/*" -Dbasedir="$home" "org.neo4j.server.startup.$class" "$@"
}

admin() {
  local at=${NEO4J_HOME:-$home} java
  [[ -f $home/installed ]] || die "no Neo4j is installed in $home; scripts/neo4j.sh start installs one where there is Java and no Docker"
  java=$(java_command) || die "Java 17 or 21 is needed to run neo4j-admin"
  mkdir -p "$at/conf"
  NEO4J_HOME=$at NEO4J_CONF=$at/conf exec "$java" -cp "$home/lib/*" -Dbasedir="$at" org.neo4j.server.startup.Neo4jAdminCommand "$@"
}

start_java() {
  install_java
  if runs_java; then
    ready 180 || die "the server runs but does not answer; see $home/logs"
    return
  fi
  if open_port "$bolt" || open_port "$http"; then
    die "another program listens on port $bolt or $http; set NEO4J_BOLT_PORT and NEO4J_HTTP_PORT, or NEO4J_URI if it is the server you mean"
  fi
  configure_java
  if [[ ! -d $home/data/dbms ]]; then
    neo4j Neo4jAdminCommand dbms set-initial-password "$(password)" >"$home/password.log" 2>&1 ||
      { cat "$home/password.log" >&2; die "the password could not be set"; }
  fi
  say "Starting Neo4j $server_version…"
  neo4j Neo4jCommand start >"$home/start.log" 2>&1 || { cat "$home/start.log" >&2; die "the server did not start; see $home/logs"; }
  ready 180 || { tail -n 5 "$home/logs/neo4j.log" >&2; die "the server does not answer after 3 minutes; see $home/logs"; }
}

start_docker() {
  if ! runs_docker; then
    if [[ -n $(docker ps --all --quiet --filter "name=^$container\$") ]]; then
      docker start "$container" >/dev/null
    else
      say "Starting Neo4j $server_version in Docker…"
      NEO4J_AUTH=neo4j/$(password) docker run --detach --name "$container" --env NEO4J_AUTH \
        --publish "127.0.0.1:$bolt:7687" --publish "127.0.0.1:$http:7474" --volume "$container:/data" \
        --env NEO4J_server_memory_heap_initial__size=1g --env NEO4J_server_memory_heap_max__size=1g \
        --env NEO4J_server_memory_pagecache_size=256m --env NEO4J_dbms_usage__report_enabled=false "$image" >/dev/null
    fi
  fi
  # Docker's proxy opens the ports at once; the server says when it is up.
  local i
  for ((i = 0; i < 180; i++)); do
    docker exec "$container" wget -q -O /dev/null http://127.0.0.1:7474 2>/dev/null && ready 5 && return
    sleep 1
  done
  docker logs --tail 5 "$container" >&2
  die "the server does not answer after 3 minutes; see docker logs $container"
}

start() {
  if [[ -n ${NEO4J_URI:-} ]]; then
    say "Using the server that NEO4J_URI names: $NEO4J_URI"
    return
  fi
  if ! running; then choose; fi
  mkdir -p "$cache"
  chmod 700 "$cache"
  password >/dev/null
  exec 9>"$cache/lock" # two starts at once: the second waits for the first
  if command -v flock >/dev/null; then flock 9; fi
  "start_$way" 9>&-
  echo "$way $bolt $http" >"$cache/running"
  say "Neo4j is ready at bolt://127.0.0.1:$bolt; the Browser is at http://127.0.0.1:$http"
  say "User neo4j; the password is in $cache/password"
}

running() { [[ -n $way ]] && "runs_$way"; }

stop() {
  if [[ -n ${NEO4J_URI:-} ]]; then
    say "The server that NEO4J_URI names is yours to stop: $NEO4J_URI"
  elif ! running; then
    say "No Neo4j of ours is running."
  elif [[ $way == docker ]]; then
    docker stop --time 60 "$container" >/dev/null
    say "Neo4j is stopped."
  else
    neo4j Neo4jCommand stop >"$home/stop.log" 2>&1 || { cat "$home/stop.log" >&2; die "the server did not stop"; }
    say "Neo4j is stopped."
  fi
}

status() {
  if [[ -n ${NEO4J_URI:-} ]]; then
    say "NEO4J_URI names the server: $NEO4J_URI"
  elif running; then
    say "Neo4j runs at bolt://127.0.0.1:$bolt ($way); the Browser is at http://127.0.0.1:$http"
  else
    say "No Neo4j runs here; scripts/neo4j.sh start starts one."
    exit 1
  fi
}

environment() {
  if [[ -n ${NEO4J_URI:-} ]]; then
    printf 'export NEO4J_URI=%q NEO4J_USER=%q NEO4J_PASSWORD=%q NEO4J_BROWSER=%q\n' "$NEO4J_URI" "${NEO4J_USER:-neo4j}" "${NEO4J_PASSWORD:-}" "${NEO4J_BROWSER:-}"
    return
  fi
  running || die "no Neo4j runs here; scripts/neo4j.sh start starts one"
  printf 'export NEO4J_URI=%q NEO4J_USER=neo4j NEO4J_PASSWORD=%q NEO4J_BROWSER=%q\n' "bolt://127.0.0.1:$bolt" "$(password)" "http://127.0.0.1:$http/browser/"
}

case ${1:-} in
start) start ;;
stop) stop ;;
status) status ;;
env) environment ;;
admin) shift; admin "$@" ;;
*)
  say "usage: scripts/neo4j.sh start|stop|status|env|admin"
  exit 2
  ;;
esac
