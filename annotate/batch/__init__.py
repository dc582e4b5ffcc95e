"""Many documents at once: find them, make each in a watched process, keep what was made, report on every one.

| module | what it does |
|---|---|
| `sources` | finds the documents in folders, JSONL (`rows`) and zip (`archives`) and names them (`items`) |
| `driver` | decides which have to be made, writes files, keeps the state: `run`, `plan` |
| `state`, `folder`, `layout` | what has been made; where it lies; files each or in shards |
| `writing` | files that appear whole or not at all |
| `work` | what passes between driver and workers, and the protocol `Engine` that both engines follow |
| `supervisor`, `cluster` | the engines: processes on this machine, or on a Dask cluster |
| `child`, `worker`, `lifeline` | a worker process from outside and from inside; how it dies with its driver |
| `annotator`, `formats` | the worker of real batches, and what it can write |
| `versions` | all that decides what a document becomes |
| `quarantine`, `outcome`, `report` | what failed, and what is told of everything |
| `share`, `merging` | a batch divided among jobs that know nothing of each other |

Whatever the engine, the number of processes, the order and the kills, the output is the same, byte for byte. Nothing is
imported here, so that worker processes start fast.
"""
