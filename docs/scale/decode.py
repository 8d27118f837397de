"""onepane as a stage of Spark: frames in, events out, a partition at a time.

    spark-submit decode.py ONEPANE HOST ARCHIVE EVENTS

ONEPANE is the program, which every worker must have at this path; ARCHIVE holds frames, one on a line, in a file or a
folder of files; EVENTS is a folder that does not exist yet. The events of each partition come out in one file, in order.
"""

import sys

from pyspark.sql import SparkSession


def main(onepane: str, host: str, archive: str, events: str) -> None:
    spark = SparkSession.builder.appName("onepane").getOrCreate()
    frames = spark.sparkContext.textFile(archive)
    # Spark keeps the cores busy: one job for each partition is enough.
    # `checkCode`: a partition whose frames were not all translated, or whose worker died, fails and is not lost.
    decoded = frames.pipe(f"{onepane} decode --host {host} --jobs 1 --quiet", checkCode=True)
    decoded.saveAsTextFile(events)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
