using Orleans.Storage;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Snapshots;

/// <summary>
/// Orleans' ADO.NET grain storage on SQLite, kept off the grains' threads and out of the writer's way: the provider works on the thread that calls it,
/// and a write that meets another sleeps there until it has its turn. In a growth to 10,000 members drafts waited a second and more so, grains with them.
/// </summary>
/// <param name="provider">Orleans' own.</param>
/// <param name="database">Whose turns it keeps to.</param>
internal sealed class SqliteGrainStorage(IGrainStorage provider, SqliteDatabase database) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Task.Run(() => provider.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        database.WriteAside(() => provider.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        database.WriteAside(() => provider.ClearStateAsync(stateName, grainId, grainState));
}
