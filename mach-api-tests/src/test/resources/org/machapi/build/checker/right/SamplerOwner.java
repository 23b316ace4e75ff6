import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.InspectableTask;
import org.machapi.MachException;
import org.machapi.ThreadSampler;

/** A profiler owns its sampler as long as it runs. */
@InheritableMustCall("close")
final class SamplerOwner implements AutoCloseable {
  private final @Owning ThreadSampler sampler;
  private long seen;

  SamplerOwner(InspectableTask task) throws MachException {
    sampler = ThreadSampler.of(task);
  }

  void round() throws MachException {
    int count = sampler.refresh();
    for (int i = 0; i < count; i++) {
      seen += sampler.name(i);
    }
  }

  static long once(InspectableTask task) throws MachException {
    try (SamplerOwner owner = new SamplerOwner(task)) {
      owner.round();
      return owner.seen;
    }
  }

  @Override
  @EnsuresCalledMethods(value = "this.sampler", methods = "close")
  public void close() {
    sampler.close();
  }
}
