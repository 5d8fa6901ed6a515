using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Skiller.Contracts;
using Skiller.Web.Problems;

namespace Skiller.Web.Identity;

/// <summary>
/// Hashes and checks passwords (PBKDF2-SHA512 of ASP.NET Core Identity) outside the grains and behind a limiter of its own, so that a flood
/// of sign-ins leaves a core to everybody else (D13).
/// </summary>
internal sealed class PasswordHashing : IDisposable
{
    private const int Queue = 20;
    private const int SimulationQueue = 100_000;
    private static readonly TimeSpan _comeBack = TimeSpan.FromSeconds(5);
    private static readonly object _nobody = new();
    private readonly PasswordHasher<object> _hasher;
    private readonly ConcurrencyLimiter _limiter;
    private readonly Lazy<string> _dummy;

    public PasswordHashing(WebOptions options)
    {
        _hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordIterations }));
        _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = Math.Max(1, Environment.ProcessorCount - 1),
            QueueLimit = options.AllowSimulation ? SimulationQueue : Queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _dummy = new Lazy<string>(() => _hasher.HashPassword(_nobody, "nobody has this password"));
    }

    public void Dispose() => _limiter.Dispose();

    public Task<string> Hash(string password, CancellationToken ct) => Limited(() => _hasher.HashPassword(_nobody, password), ct);

    public Task<PasswordVerificationResult> Check(string hash, string password, CancellationToken ct) =>
        Limited(() => _hasher.VerifyHashedPassword(_nobody, hash, password), ct);

    /// <summary>Takes as long as a check, so that an unknown address answers like a known one (A01).</summary>
    public Task CheckNothing(string password, CancellationToken ct) =>
        Limited(() => _hasher.VerifyHashedPassword(_nobody, _dummy.Value, password), ct);

    private async Task<T> Limited<T>(Func<T> work, CancellationToken ct)
    {
        PasswordMetrics.Came();
        try
        {
            using var turn = await _limiter.AcquireAsync(1, ct);
            if (turn.IsAcquired)
            {
                return await Task.Run(work, ct);
            }
        }
        finally
        {
            PasswordMetrics.Went();
        }

        PasswordMetrics.Refused();
        throw new RequestRefusedException(Refusal.Limited(_comeBack));
    }
}
