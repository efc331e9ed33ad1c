"""The Playbook page: cadences, and the rules that judge, time and trigger leads."""
