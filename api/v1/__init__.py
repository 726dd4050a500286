"""The first version of the HTTP interface."""

from fastapi import APIRouter

router = APIRouter(prefix="/api/v1")
