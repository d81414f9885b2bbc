"""Broadsheet every night, as a DAG of Airflow 2.4 or newer: copy it into the DAGs folder.

Each DAG run makes the windows of its own logical date, so that clearing a run makes that day again
and `airflow dags backfill` fills a gap. Exit code 1 is tried again; 2 (a mistake in the spec) and
3 (too much was rejected) fail at once, because trying again changes neither.
"""

from __future__ import annotations

import datetime
import subprocess

from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.operators.python import PythonOperator

HOME = "/srv/broadsheet"
SPEC = "pipelines/daily.yaml"
MEANINGS = {
    1: "failed; see the log, it is tried again",
    2: "the command line or the spec is wrong",
    3: "done, but more was rejected than max_rejected allows; see table rejects",
}


def run(day: str) -> None:
    """Makes the windows of a day; raises what Airflow retries or does not."""
    ended = subprocess.run([HOME + "/broadsheet", "run", SPEC, "--for=" + day], cwd=HOME, check=False)
    if ended.returncode == 0:
        return
    meaning = "Broadsheet: " + MEANINGS.get(ended.returncode, f"exit code {ended.returncode}")
    if ended.returncode in (2, 3):
        raise AirflowFailException(meaning)
    raise AirflowException(meaning)


def alert(context: dict) -> None:
    """Called when a task has failed for good: the place for a chat message or a pager."""
    print("Broadsheet needs someone:", context.get("exception"))


with DAG(
    dag_id="broadsheet_daily",
    description="The nightly report of what was published",
    schedule="30 4 * * *",
    start_date=datetime.datetime(2025, 7, 1, tzinfo=datetime.timezone.utc),
    catchup=False,
    # Two runs would only wait for each other's lock.
    max_active_runs=1,
    default_args={
        "retries": 2,
        "retry_delay": datetime.timedelta(minutes=10),
        "execution_timeout": datetime.timedelta(hours=2),
        "on_failure_callback": alert,
    },
    tags=["broadsheet"],
) as dag:
    PythonOperator(task_id="report", python_callable=run, op_kwargs={"day": "{{ ds }}"})
