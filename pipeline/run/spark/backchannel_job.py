#!/usr/bin/env python3
"""Backchannel on a Spark cluster: documents in, a graph out.

Every step is the program itself as a filter, one JSON object a line. Spark does
what a cluster needs: it cuts the input into parts, brings the rows of one key
together, and does again what a machine took with it when it died. The graph is
that of `backchannel run` on one machine, byte for byte. README.md, beside this
file, says how to run it.
"""

import argparse
import itertools
import json
import os
import re
import sys
import tempfile
import zlib

from pyspark import SparkFiles
from pyspark.sql import SparkSession


def main():
    args = arguments()
    spark = session(args)
    with tempfile.TemporaryDirectory() as handed:
        failed = Job(spark, args, handed).run()
    spark.stop()
    if failed:
        print(f"{failed} documents failed; {args.out}/failures says which and why", file=sys.stderr)
        sys.exit(3)


class Job:
    """The way from documents to a graph. Each part of it leaves what it made in a folder under out."""

    def __init__(self, spark, args, handed):
        self.spark, self.sc, self.args = spark, spark.sparkContext, args
        self.handed = handed  # a folder for files that go to every machine
        # The environment of a piped process is empty but for this.
        self.environment = {k: v for k, v in os.environ.items() if k.startswith("BACKCHANNEL_")} | {"GOMAXPROCS": "1"}
        self.program = self.send(args.binary)

    def run(self):
        """Makes the graph; returns how many documents failed."""
        if self.args.format == "records":
            records, failed = self.sc.textFile(self.args.input), 0
        else:
            records, failed = self.extract()
        names = self.decide(self.filter("rows --for names", records))
        known = self.settle(names, "names")
        reports = self.decide(self.filter(f"rows --for reports --decisions {known}", records))
        decided = self.settle(names.union(reports), "decisions")
        rows = self.filter(f"rows --decisions {decided}", records)
        graph = self.keep(self.filter("fold", self.by_key(rows)), "graph")
        if self.args.store:
            self.load(graph)
        return failed

    def filter(self, command, lines, before=""):
        """What the program makes of the lines of each part.

        Its exit code counts: what a killed process left behind is not the whole. And a
        part is gathered before the process starts, since pipe feeds that from a thread:
        an error there (blocks lost with a machine, a filter that failed upstream) would
        end no more than the thread, and the process would wait for ever.
        """
        command = f"{before}{self.program} {command} --workers 1 {self.args.options}"
        return lines.mapPartitions(gathered).pipe(command, self.environment, checkCode=True)

    def extract(self):
        """The record of every document, and how many failed."""
        if self.args.format == "paths":
            paths = self.sc.textFile(self.args.input).collect()
            told = self.filter("extract --failures -", self.sc.parallelize(paths, len(paths)), before="xargs -d '\\n' -n 1 ")
        else:
            parquet = self.args.format == "parquet"
            lines = self.spark.read.parquet(self.args.input).toJSON() if parquet else self.sc.textFile(self.args.input)
            told = self.filter("extract --failures - --input-format jsonl -", lines.repartition(self.args.partitions))
        told = self.by_key(told).mapPartitions(once)
        records = self.keep(told.filter(is_record), "records")
        failures = self.keep(told.filter(lambda line: not is_record(line)), "failures")
        return records, failures.count()

    def by_key(self, lines):
        """Brings the lines of one key together, one behind the other."""
        keyed = lines.map(lambda line: (key(line), line))
        return keyed.repartitionAndSortWithinPartitions(self.args.partitions, crc).values()

    def decide(self, rows):
        """What the rows of each key propose to join."""
        return self.filter("decide", self.by_key(rows)).persist()

    def settle(self, proposals, name):
        """Decides on all proposals, in one process; returns the decisions as a file that every machine has."""
        decisions = self.keep(self.filter("settle", proposals.repartition(1)), name)
        path = os.path.join(self.handed, name + ".jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in decisions.toLocalIterator())
        return self.send(path)

    def load(self, graph):
        """Writes nodes, then edges, with so many writers at most.

        A store locks both ends of an edge. So nodes fall into 2w-1 buckets by their ids,
        and the edges between buckets i and j are written in round (i+j) mod (2w-1). In a
        round each bucket has one partner, one of them itself: w writers, none of which
        has to wait for another.
        """
        w = self.args.writers
        nodes = graph.filter(is_node).map(lambda line: (crc(key(line)), line))
        self.write("nodes", nodes)
        edges = graph.filter(lambda line: not is_node(line)).map(lambda line: (slot(json.loads(line), w), line))
        self.write("edges", edges)

    def write(self, what, placed):
        """Writes lines, each in the round and by the writer of its number: round × writers + writer."""
        w = self.args.writers
        rounds = 2 * w - 1
        loaded = self.filter(f"load --{what} --store {self.args.store}", placed.partitionBy(rounds * w, int).values())
        for r in range(rounds):
            self.sc.runJob(loaded, list, range(r * w, (r + 1) * w))

    def keep(self, lines, name):
        """Lines that stay, whatever becomes of the machine that made them."""
        path = f"{self.args.out}/{name}"
        lines.saveAsTextFile(path, "org.apache.hadoop.io.compress.GzipCodec")
        return self.sc.textFile(path)

    def send(self, path):
        """Sends a file to every machine and returns its name there."""
        self.sc.addFile(path)
        name = os.path.basename(path)
        # Added files lie where an executor runs. Without a cluster there is no such place.
        alone = self.sc.master.startswith("local") and not self.sc.master.startswith("local-cluster")
        return SparkFiles.get(name) if alone else f"./{name}"


def gathered(lines):
    """Reads a part to its end, onto the disk, before the first of its lines goes on."""
    folder = os.environ.get("SPARK_LOCAL_DIRS", "").split(",")[0]
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=folder or None)
    file.writelines(line + "\n" for line in lines)
    file.seek(0)
    return file


def once(lines):
    """Of records that stand together by their ids one for each id, whatever order they came in; the others failed."""
    for of, same in itertools.groupby(lines, key):
        records = set()
        for line in same:
            if not is_record(line):
                yield line
            elif of.startswith("-:"):
                yield failure("-", "has neither an id nor a url", "say which field is its id with --input-fields-id")
            else:
                records.add(line)
        for n, record in enumerate(sorted(records)):
            yield failure(of, "another document has the same id and was taken in its place", "") if n else record


def failure(source, reason, hint):
    return json.dumps({"source": source, "stage": "read", "reason": reason, "hint": hint}, ensure_ascii=False)


KEY = re.compile(r'{"(?:key|id|source)":"((?:[^"\\]|\\.)*)"')  # how every line begins


def key(line):
    """What a line is about, as it is written there."""
    return KEY.match(line).group(1)


def is_record(line):
    return line.startswith('{"id":')


def is_node(line):
    return line.startswith('","labels":', KEY.match(line).end() - 1)


def slot(edge, writers):
    """Round × writers + writer of an edge."""
    buckets = 2 * writers - 1
    a, b = crc(edge["from"]), crc(edge["to"])
    r = (a + b) % buckets
    alone = r * writers % buckets  # the bucket that is its own partner: twice it is r
    distance = (a - alone) % buckets
    return r * writers + min(distance, buckets - distance)


def crc(text):
    return zlib.crc32(text.encode())


def session(args):
    builder = SparkSession.builder.appName("backchannel")
    # A second copy of a task that writes would wait for the first one's locks.
    builder = builder.config("spark.speculation", "false")
    if args.master:
        builder = builder.master(args.master)
    if args.memory:
        builder = builder.config("spark.executor.memory", args.memory)
    if args.overhead:
        builder = builder.config("spark.executor.memoryOverhead", args.overhead)
    return builder.getOrCreate()


def arguments():
    p = argparse.ArgumentParser(description="Backchannel on a Spark cluster: documents in, a graph out.")
    p.add_argument("input", help="what Spark can read: a file, a folder or a pattern, also of hdfs:// or s3a://")
    p.add_argument("out", help="a new folder that every machine can write to, for records, failures, decisions and the graph")
    p.add_argument("--format", choices=["jsonl", "parquet", "paths", "records"], default="jsonl",
                   help="what the input holds: JSON lines; Parquet; a list of files that every machine finds under the same path (WARC, tar, zip, pages); the records of an earlier job")
    p.add_argument("--store", help="where the graph is loaded, too: bolt://HOST:7687; a SQLite file only with one machine and one writer")
    p.add_argument("--writers", type=int, default=1, help="how many write into the store at once")
    p.add_argument("--binary", default="bin/backchannel", help="the program, which is sent to every machine")
    p.add_argument("--options", default="", help="options for every filter, in one argument")
    p.add_argument("--partitions", type=int, default=64, help="parts that the work is cut into")
    p.add_argument("--master", help="the cluster: spark://HOST:7077, yarn, local[4]; spark-submit can say it, too")
    p.add_argument("--memory", help="memory of an executor's JVM: 2g")
    p.add_argument("--overhead", help="memory beside it, for Python and the filters: 1g for each core")
    return p.parse_args()


if __name__ == "__main__":
    main()
