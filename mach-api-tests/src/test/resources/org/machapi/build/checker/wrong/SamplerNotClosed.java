import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.InspectableTask;
import org.machapi.MachException;
import org.machapi.ThreadSampler;

/** A sampler holds the threads of its last round until it is closed. */
final class SamplerNotClosed {
  private final @Owning ThreadSampler sampler; // error: owned field may leak: nothing makes sure that field sampler (org.machapi.ThreadSampler) is closed

  SamplerNotClosed(InspectableTask task) throws MachException {
    sampler = ThreadSampler.of(task);
  }

  int round() throws MachException {
    return sampler.refresh();
  }

  static int once(InspectableTask task) throws MachException {
    ThreadSampler sampler = ThreadSampler.of(task); // error: sampler may never be closed, and its rights to the task and its threads leak: sampler (ThreadSampler) is not closed when sampler.refresh() fails
    return sampler.refresh();
  }

  static int afterClose(@Owning ThreadSampler sampler) throws MachException {
    sampler.close();
    return sampler.refresh(); // error: used after it was closed or given away
  }
}
