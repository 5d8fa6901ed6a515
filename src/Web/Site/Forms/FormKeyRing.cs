using System.Collections.Immutable;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging;

namespace Skiller.Web.Site.Forms;

/// <summary>
/// The keys of ASP.NET's data protection as all fronts share them: looked at every minute (<see cref="FormKeyWatch"/>), and a new one made when the newest has served for
/// 90 days. A new key proves nothing before all fronts have it; older ones go on opening what they have made, so that renewing costs nobody a
/// form. They guard forms only; sessions are tokens that the account's grain knows.
/// </summary>
internal sealed partial class FormKeyRing : IKeyManager, IDisposable
{
    /// <summary>How long a key proves forms. Source: the lifetime of ASP.NET's own keys.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>
    /// From when on a new key is taken. ASP.NET takes keys whose time comes within five minutes already, so that clocks may differ; the five
    /// that are left are enough for every front to have looked, and to have missed four looks.
    /// </summary>
    public static readonly TimeSpan Spread = TimeSpan.FromMinutes(10);


    private readonly IFormKeyStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<FormKeyRing> _logger;
    private readonly ILoggerFactory _loggers;
    private readonly Lock _lock = new();
    private Kept _kept = new([], default);
    private CancellationTokenSource _changed = new();

    public FormKeyRing(IFormKeyStore store, TimeProvider clock, ILogger<FormKeyRing> logger, ILoggerFactory loggers) =>
        (_store, _clock, _logger, _loggers) = (store, clock, logger, loggers);

    public IReadOnlyCollection<IKey> GetAllKeys() => _kept.Keys;

    public CancellationToken GetCacheExpirationToken()
    {
        lock (_lock)
        {
            return _changed.Token;
        }
    }

    // ASP.NET asks for a new key when it finds none to prove with, which the first look has excluded.
    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) =>
        _kept.Keys is [.., var newest] ? newest : throw new InvalidOperationException("The keys of forms were not read yet.");

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => throw new NotSupportedException("Keys of forms are renewed, not revoked.");

    public void RevokeKey(Guid keyId, string? reason = null) => throw new NotSupportedException("Keys of forms are renewed, not revoked.");

    /// <summary>Looks once: makes a key that is due, and takes those that others have made.</summary>
    public async Task Look(CancellationToken ct)
    {
        if (_kept.Keys is [.., var newest] && _clock.GetUtcNow() - newest.CreationDate >= Lifetime && await _store.Renew(Lifetime, ct))
        {
            LogRenewed(_logger);
        }

        var keys = (await _store.Read(ct)).OrderBy(static key => key.MadeAt).ThenBy(static key => key.Id).ToList();
        Take([.. keys.Select((key, place) => (IKey)new SharedFormKey(key, place == 0 ? DateTimeOffset.UnixEpoch : key.MadeAt + Spread, _loggers))]);
    }

    public void Dispose() => _changed.Dispose();

    // ASP.NET keeps what it was told until the token ends: when keys come or go, and when the time of one has come.
    private void Take(ImmutableArray<IKey> keys)
    {
        var now = _clock.GetUtcNow();
        var kept = new Kept(keys, keys.Last(key => key.ActivationDate <= now).KeyId);
        lock (_lock)
        {
            if (kept.Proves == _kept.Proves && kept.Keys.Select(static key => key.KeyId).SequenceEqual(_kept.Keys.Select(static key => key.KeyId)))
            {
                return;
            }

            _kept = kept;
            var old = _changed;
            _changed = new CancellationTokenSource();
            old.Cancel();
        }
    }

    [LoggerMessage(4060, LogLevel.Information, "A new key of forms was made; it proves forms in ten minutes")]
    private static partial void LogRenewed(ILogger logger);

    private sealed record Kept(ImmutableArray<IKey> Keys, Guid Proves);
}
