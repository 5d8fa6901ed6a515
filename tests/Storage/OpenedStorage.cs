using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Skiller.Grains.Activity;
using Skiller.Storage;
using Skiller.Storage.Schema;

namespace Skiller.Tests.Storage;

/// <summary>The drivers of one process, composed as the program composes them.</summary>
internal sealed class OpenedStorage : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private bool _isDisposed;

    public OpenedStorage(StorageOptions options, TimeProvider clock, ILocalSiloDetails? silo = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(clock).AddSkillerStorage(options);
        if (silo is not null)
        {
            services.AddSingleton(silo);
        }

        _services = services.BuildServiceProvider();
    }

    public SchemaUpgrade Schema => Get<SchemaUpgrade>();

    public IActivityLog Log => Get<IActivityLog>();

    public ICommitSignal Signal => Get<ICommitSignal>();

    public ICheckpoints Checkpoints => Get<ICheckpoints>();

    public IDeadLetters DeadLetters => Get<IDeadLetters>();

    public IIdentifiers Identifiers => Get<IIdentifiers>();

    public ISecrets Secrets => Get<ISecrets>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Starts what listens and polls.</summary>
    public async Task Start()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
