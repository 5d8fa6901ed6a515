using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Skiller.Web.Site.Forms;
using Xunit;

namespace Skiller.Tests.Unit.Site;

/// <summary>F39: fronts prove forms under the same keys, and a new key costs nobody a form.</summary>
public sealed class FormKeyRingTests
{
    private readonly SharedKeys _shared = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_front_proves_is_good_on_another_before_while_and_after_a_key_is_renewed()
    {
        _shared.Add(TimeSpan.FromDays(40));
        var (one, other) = (await Front.Open(_shared), await Front.Open(_shared));
        var before = one.Protect("form");
        Assert.Equal("form", other.Unprotect(before));

        // A key that was made a moment ago opens and does not prove yet: other fronts may not have looked.
        _shared.Add(TimeSpan.Zero);
        await one.Look(Ct);
        var during = one.Protect("form");
        Assert.Equal("form", other.Unprotect(during));

        // Its time comes.
        _shared.Age(TimeSpan.FromMinutes(20));
        await one.Look(Ct);
        await other.Look(Ct);
        string after;
        do
        {
            // Taken beside the first use.
            after = one.Protect("form");
            other.Protect("form");
        }
        while (Front.KeyOf(after) != _shared.Newest || Front.KeyOf(other.Protect("form")) != _shared.Newest);

        Assert.NotEqual(_shared.Newest, Front.KeyOf(during));
        Assert.All(new[] { before, during, after }, proof => Assert.Equal("form", other.Unprotect(proof)));
    }

    [Fact]
    public async Task A_key_that_has_served_its_time_is_renewed_by_whoever_looks_and_only_once()
    {
        _shared.Add(TimeSpan.FromDays(91));
        var (one, other) = (await Front.Open(_shared), await Front.Open(_shared));
        await Task.WhenAll(one.Look(Ct), other.Look(Ct));
        await one.Look(Ct);
        await other.Look(Ct);
        Assert.Equal(2, _shared.Count);
    }

    private sealed class Front(FormKeyRing ring, IDataProtector protector)
    {
        public static async Task<Front> Open(SharedKeys keys)
        {
            var ring = new FormKeyRing(keys, TimeProvider.System, NullLogger<FormKeyRing>.Instance, NullLoggerFactory.Instance);
            await ring.Look(Ct);
            var services = new ServiceCollection();
            services.AddDataProtection().SetApplicationName("skiller");
            services.Replace(ServiceDescriptor.Singleton<IKeyManager>(ring));
            return new Front(ring, services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("forms"));
        }

        /// <summary>The key that a proof names: its 16 bytes follow a mark of four.</summary>
        public static Guid KeyOf(string proof) => new(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(proof).AsSpan(4, 16));

        public Task Look(CancellationToken ct) => ring.Look(ct);

        public string Protect(string text) => protector.Protect(text);

        public string Unprotect(string proof) => protector.Unprotect(proof);
    }

    private sealed class SharedKeys : IFormKeyStore
    {
        private readonly Lock _lock = new();
        private List<FormKey> _keys = [];

        public Guid Newest => _keys.MaxBy(static key => key.MadeAt)!.Id;

        public int Count => _keys.Count;

        public void Add(TimeSpan age) => _keys.Add(new FormKey(
            new Guid(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)), TimeProvider.System.GetUtcNow() - age, System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));

        public void Age(TimeSpan by) => _keys = [.. _keys.Select(key => key with { MadeAt = key.MadeAt - by })];

        public Task<IReadOnlyList<FormKey>> Read(CancellationToken ct) => Task.FromResult<IReadOnlyList<FormKey>>([.. _keys]);

        public Task<bool> Renew(TimeSpan unlessYounger, CancellationToken ct)
        {
            lock (_lock)
            {
                if (_keys.Any(key => key.MadeAt > TimeProvider.System.GetUtcNow() - unlessYounger))
                {
                    return Task.FromResult(false);
                }

                Add(TimeSpan.Zero);
                return Task.FromResult(true);
            }
        }
    }
}
