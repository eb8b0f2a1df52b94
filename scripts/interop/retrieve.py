"""Asks our graph by the retrievers of neo4j-graphrag.

    retrieve.py GRAPH QUESTION

gives each Chunk of the graph an embedding in a property of its own, makes a vector
index on it, asks through HybridCypherRetriever and VectorCypherRetriever, prints the
answers as JSON and takes property and index away again. The embedding is a hash of
words: enough to see that what the retrievers need is there. The server is that of
NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD.
"""

import json
import os
import re
import sys
import zlib

import neo4j
from neo4j_graphrag.embeddings.base import Embedder
from neo4j_graphrag.indexes import create_vector_index, upsert_vectors
from neo4j_graphrag.retrievers import HybridCypherRetriever, VectorCypherRetriever
from neo4j_graphrag.types import EntityType

SIZE = 256


class WordHash(Embedder):
    def embed_query(self, text: str) -> list[float]:
        vector = [0.0] * SIZE
        for word in re.findall(r"\w+", text.lower()):
            vector[zlib.crc32(word.encode()) % SIZE] += 1.0
        return vector if any(vector) else [1.0] * SIZE


# From the chunk to what happened in it, and to whom.
WALK = """
WITH node, score WHERE node.graph = $graph
MATCH (node)-[:FROM_DOCUMENT]->(d:Document)
OPTIONAL MATCH (node)<-[:EVIDENCED_BY]-(e:Event)
RETURN node.id AS chunk, node.text AS text, d.name AS document, collect(DISTINCT e.name) AS events, score
ORDER BY score DESC
"""


def main(graph: str, question: str) -> None:
    auth = (os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"])
    embedder = WordHash()
    index = "interop_" + re.sub(r"\W", "_", graph)
    with neo4j.GraphDatabase.driver(os.environ["NEO4J_URI"], auth=auth) as driver:
        try:
            chunks = driver.execute_query("MATCH (c:Chunk {graph: $graph}) RETURN elementId(c) AS id, c.text AS text", graph=graph).records
            create_vector_index(driver, index, label="Chunk", embedding_property=index, dimensions=SIZE, similarity_fn="cosine")
            upsert_vectors(driver, [c["id"] for c in chunks], index, [embedder.embed_query(c["text"]) for c in chunks], entity_type=EntityType.NODE)
            driver.execute_query("CALL db.awaitIndexes(60)")
            hybrid = HybridCypherRetriever(driver, index, "backchannel_text", WALK, embedder)
            vector = VectorCypherRetriever(driver, index, WALK, embedder)
            answers = {}
            for name, retriever in {"hybrid": hybrid, "vector": vector}.items():
                found = retriever.get_search_results(query_text=question, top_k=10, query_params={"graph": graph})
                answers[name] = [{"chunk": r["chunk"], "document": r["document"], "events": sorted(r["events"])} for r in found.records]
            print(json.dumps(answers))
        finally:
            driver.execute_query(f"DROP INDEX {index} IF EXISTS")
            driver.execute_query(f"MATCH (c:Chunk {{graph: $graph}}) REMOVE c.{index}", graph=graph)


if __name__ == "__main__":
    main(*sys.argv[1:])
