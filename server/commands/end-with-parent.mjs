// Loaded into the app and the worker by start.ts: when it dies, even by a hard kill, so do they.
process.on('disconnect', () => process.exit(1))
process.channel?.unref()
